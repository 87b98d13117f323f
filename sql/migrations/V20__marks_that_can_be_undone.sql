-- When staff last checked somebody in, or noted that they were seen or did not come: for a day after that it can be undone.
ALTER TABLE appointments ADD COLUMN marked_at timestamptz;
