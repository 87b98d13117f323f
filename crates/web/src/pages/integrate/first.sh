HOLDFAST="https://book.example"
CLINIC="00000000-0000-0000-0000-000000000000"
KEY="your key"

# the soonest free time; looking needs no key
SLOT=$(curl -sS --fail "$HOLDFAST/v1/slots?clinic_id=$CLINIC&limit=1" |
  grep -o '"id":"[^"]*"' | head -1 | cut -d '"' -f 4)

# sent again with the same Idempotency-Key, it is booked once
curl -sS --fail-with-body "$HOLDFAST/v1/bookings" \
  -H "Authorization: Bearer $KEY" \
  -H "Idempotency-Key: $(date +%s)-first" \
  -H "Content-Type: application/json" \
  -d "{\"slot_id\": \"$SLOT\", \"clinic_id\": \"$CLINIC\",
       \"patient\": {\"name\": \"Ada Lovelace\", \"phone\": \"+44 20 7946 0002\"}}"
