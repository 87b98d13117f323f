# What the admin's pages share
nav-admin = الإعداد
admin-back = { $clinic }: الإعداد
admin-save = حفظ
admin-yes = نعم
admin-no = لا
admin-empty = لا شيء
done-saved = تم الحفظ.
done-added = تمت الإضافة.
done-removed = تمت الإزالة.
done-invited = الدعوة في الطريق بالبريد الإلكتروني، وهي صالحة لسبعة أيام.
done-withdrawn = سُحبت الدعوة، ولم يعد رابطها يعمل.
done-ended = لم يعد هذا الشخص يعمل لدى العيادة.
done-tried = التجربة في الطريق. أعد تحميل الصفحة لترى النتيجة.
done-onboarded = أُنشئت العيادة، والدعوة إلى أول مدير لها في الطريق.
refused-last-admin = يجب أن يبقى للعيادة مدير واحد على الأقل. ادعُ مديرًا آخر أولًا.
refused-too-many-keys = بلغت العيادة الحد الأقصى من المفاتيح. أبطل أحدها أولًا.
refused-too-many-webhooks = بلغت العيادة الحد الأقصى من خطافات الويب. احذف أحدها أولًا.
refused-visit-type-in-use = لدى أطباء أوقات عمل لهذا النوع من الزيارات. غيّر تلك الأوقات أولًا.
refused-changed = تغيّر في هذه الأثناء. انظر من جديد ثم قرّر.
refused-invalid = هناك شيء ناقص أو غير صحيح.
stale-title = حفظ شخص آخر تغييرات في هذه الأثناء
stale-how = لم يُحفظ شيء مما كتبته بعد. يحتوي النموذج أدناه على ما كتبته؛ احفظه ليحل محل الموجود الآن.
stale-yours = ما كتبته
stale-saved = المحفوظ الآن
pager-older = الأقدم
pager-later = اللاحقة
span-unit = الوحدة
span-unit-minutes = دقائق
span-unit-hours = ساعات
span-unit-days = أيام
span-minutes = { $n ->
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
   *[other] { $n } دقيقة
}
span-hours = { $n ->
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $n } ساعات
   *[other] { $n } ساعة
}
span-days = { $n ->
    [one] يوم واحد
    [two] يومان
    [few] { $n } أيام
   *[other] { $n } يومًا
}

# Set-up
setup-title = الإعداد
setup-public = شاهد ما يراه المرضى
setup-done = جاهز
setup-missing = مطلوب
setup-optional = اختياري
setup-more = المزيد
setup-clinic-no-address = لا يعرف المرضى العنوان بعد.
setup-clinic-no-phone = لا يعرف المرضى رقم الاتصال بعد.
setup-doctors-none = لا أحد بعد. ابدأ بإضافة طبيب.
setup-doctors-count = { $n ->
    [one] يعمل هنا طبيب واحد.
    [two] يعمل هنا طبيبان.
    [few] يعمل هنا { $n } أطباء.
   *[other] يعمل هنا { $n } طبيبًا.
}
setup-hours = أوقات العمل
setup-hours-first-doctors = لكل طبيب أوقاته. أضف طبيبًا أولًا.
setup-hours-all = لكل الأطباء أوقات عمل.
setup-hours-missing = لا يمكن الحجز دون أوقات عمل. حدّدها لـ:
setup-staff-count = { $n ->
    [0] لا أحد لديه حساب هنا بعد.
    [one] لدى شخص واحد حساب هنا.
    [two] لدى شخصين حساب هنا.
    [few] لدى { $n } أشخاص حساب هنا.
   *[other] لدى { $n } شخصًا حساب هنا.
}
setup-staff-invited = هناك شخص مدعو لم يقبل بعد.
setup-policies-no-country = حدّد البلد كي تُفهم أرقام الهاتف.
setup-policies-no-emergency = اذكر بمن يتصل المرضى عند الطوارئ.
setup-policies-done = متى وكيف يحجز المرضى.
setup-visit-types-count = { $n ->
    [0] لا شيء. كل وقت يصلح لأي زيارة.
    [one] نوع زيارة واحد.
    [two] نوعا زيارة.
    [few] { $n } أنواع زيارات.
   *[other] { $n } نوع زيارة.
}
setup-embed-count = { $n ->
    [0] ليست على أي موقع آخر بعد.
    [one] على موقع آخر واحد.
    [two] على موقعين آخرين.
    [few] على { $n } مواقع أخرى.
   *[other] على { $n } موقعًا آخر.
}
stage-closed = مغلقة
stage-no-doctors = بلا أطباء
stage-no-hours = بلا أوقات عمل
stage-nothing-free = لا مواعيد متاحة
stage-live = متاحة للحجز
stage-closed-how = أُغلقت العيادة نهائيًا، ولا يمكن الحجز.
stage-no-doctors-how = لا يمكن الحجز بعد: لا يوجد أي طبيب.
stage-no-hours-how = لا يمكن الحجز بعد: لا توجد أوقات عمل لأي طبيب.
stage-nothing-free-how = توجد أوقات عمل، لكن المرضى لا يجدون شيئًا متاحًا: كله محجوز أو قريب جدًا أو بعيد جدًا.
stage-live-how = يمكن للمرضى الحجز. أول وقت متاح: { $time }.

# Clinic
clinic-title = العيادة
clinic-name = اسم العيادة
clinic-address = العنوان
clinic-address-hint = الشارع والمدينة كما يبحث عنهما المرضى
clinic-phone = الهاتف
clinic-phone-hint = يظهر عندما لا يمكن إنجاز شيء عبر الإنترنت
clinic-zone = المنطقة الزمنية: { $zone }
error-clinic-name = أدخل اسم العيادة

# Doctors
doctors-title = الأطباء
doctors-none = لا أحد بعد. أضف أول طبيب ثم حدّد أوقات عمله.
doctors-order = بالترتيب الذي يراه المرضى.
doctors-place = الترتيب { $n }
doctors-until = يعمل هنا حتى ما قبل { $day }.
doctors-left = لم يعد يعمل هنا منذ { $day }.
doctors-hours = أوقات العمل
doctors-public = كما يراه المرضى
doctors-add = إضافة طبيب
doctor-title = اللقب
doctor-title-hint = مثل د. أو أ.د.
doctor-name = الاسم
doctor-specializations = التخصصات
doctor-specializations-hint = واحد في كل سطر، والرئيسي أولًا. يبحث المرضى بأي منها.
doctor-languages = اللغات
languages-hint = رموز مفصولة بفواصل، مثل ar, en, pt-BR. الأول هو الرئيسي.
doctor-order = الترتيب في القوائم
doctor-order-hint = الأرقام الأصغر أولًا
doctor-bio = نبذة عن الطبيب
doctor-bio-hint = بضع جمل للمرضى
error-specializations = أدخل تخصصًا واحدًا على الأقل، كلٌّ مرة واحدة
error-languages = أدخل رموزًا مثل ar أو pt-BR، كلٌّ مرة واحدة
error-order = أدخل رقمًا من 0 إلى 10000
leaving-title = ترك العيادة
leaving-how = اعتبارًا من اليوم الذي تختاره لا يُعرض شيء مع هذا الطبيب. سترى أولًا المواعيد المتأثرة.
leaving-from = من يوم
leaving-preview = أظهر ما سيتغير
leaving-says = لن يعمل { $doctor } هنا اعتبارًا من { $day }.
leaving-removed = { $n ->
    [0] لا تُحذف أي أوقات متاحة.
    [one] يُحذف وقت متاح واحد.
    [two] يُحذف وقتان متاحان.
    [few] تُحذف { $n } أوقات متاحة.
   *[other] يُحذف { $n } وقتًا متاحًا.
}
leaving-no-bookings = لا يتأثر أي موعد.
leaving-bookings = { $n ->
    [one] يتأثر موعد واحد. يبقى حتى ينقله مكتب الاستقبال أو يلغيه.
    [two] يتأثر موعدان. يبقيان حتى ينقلهما مكتب الاستقبال أو يلغيهما.
    [few] تتأثر { $n } مواعيد. تبقى حتى ينقلها مكتب الاستقبال أو يلغيها.
   *[other] يتأثر { $n } موعدًا. تبقى حتى ينقلها مكتب الاستقبال أو يلغيها.
}
leaving-more = وغيرها لاحقًا.
leaving-outdated = تتأثر الآن مواعيد أخرى. اطّلع عليها أولًا.
leaving-do = احذف الأوقات
leaving-keep = اتركه كما هو
leaving-back = إعادة إلى العمل
error-leaving = أدخل يومًا ابتداءً من اليوم، مثل 24/11/2027

# Staff
staff-title = العاملون
staff-none = لا أحد لديه حساب هنا بعد. ادعُ أول شخص أدناه.
staff-since = منذ { $day }
staff-no-factor = بلا عامل ثانٍ
staff-end = إنهاء العمل هنا
staff-end-how = خلال ثوانٍ يتوقف كل ما مُنح له في هذه العيادة، ويبقى حسابه.
staff-end-self = هذا أنت. لن تتمكن من العودة إلى هذه الصفحات.
staff-end-do = إنهاء الآن
staff-invited = المدعوون
staff-invited-until = يمكن القبول حتى { $day }
staff-withdraw = سحب
staff-invite = دعوة شخص
staff-invite-how = تُرسل رسالة فيها رابط إلى العنوان. من يفتحه ويسجّل الدخول يعمل لدى العيادة منذ ذلك الحين. ودعوة بدور آخر تحل محل الدور السابق.
staff-role = ما عمله هنا؟
staff-which-doctor = أي طبيب؟
staff-which-doctor-hint = للأطباء فقط: يرون أوقات هذا الطبيب ويحجبونها
staff-no-doctor = لا أحد
staff-invite-do = إرسال الدعوة
error-which-doctor = اختر أي الأطباء هو
role-staff = مكتب الاستقبال
role-staff-does = يحجز للمرضى ويسجّل وصولهم ويرى كل الأيام
role-doctor = طبيب
role-doctor-does = يرى مواعيده ويحدد أوقاته ويحجبها
role-clinic-admin = مدير
role-clinic-admin-does = كل ذلك، وإعداد العيادة
role-platform-admin = المنصة
role-patient = مريض
role-guest = مريض بلا حساب
role-integrator = برنامج
role-anybody = شخص ما

# Policies
policies-title = القواعد
policies-lead = تسري على ما يُحجز من الآن. وتبقى المواعيد الموجودة.
policies-when = متى يمكن للمرضى الحجز
policies-who = من يحجز وكيف
policies-place = مكان العيادة
policies-staff = العاملون هنا
policy-notice = المهلة قبل الحجز
policy-notice-effect = عند الساعة { $now } يكون أول وقت يُعرض على المريض: { $first }.
policy-notice-none-effect = يُعرض الوقت حتى بدايته.
policy-account-notice = المهلة للمرضى ذوي الحسابات
policy-account-notice-effect = عند الساعة { $now } يكون أول وقت يُعرض على مريض لديه حساب: { $first }.
policy-account-notice-none-effect = إذا تُرك فارغًا: كما للجميع.
policy-horizon = كم يومًا مقدمًا
policy-horizon-effect = يمكن للمرضى اليوم الحجز حتى { $day } ضمنًا.
policy-horizon-none-effect = إذا تُرك فارغًا: يحجز المرضى ما دامت هناك أوقات عمل.
policy-cancel = المهلة قبل الإلغاء أو النقل
policy-cancel-effect = موعد اليوم عند { $time } كان يمكن إلغاؤه أو نقله عبر الإنترنت حتى { $until }؛ وبعدها يقوم به مكتب الاستقبال.
policy-cancel-none-effect = يمكن للمرضى الإلغاء والنقل حتى بداية الموعد.
policy-guests = هل يمكن الحجز دون حساب؟
policy-guests-yes-effect = يمكن للجميع الحجز دون إنشاء حساب.
policy-guests-no-effect = من يريد الحجز ينشئ حسابًا أولًا.
policy-give = ما يجب أن يقدمه من لا حساب له
policy-give-nothing-effect = يكفي الاسم
policy-give-phone-effect = الاسم والهاتف
policy-give-email-effect = الاسم والبريد الإلكتروني
policy-give-either-effect = الاسم، والهاتف أو البريد
policy-give-both-effect = الاسم والهاتف والبريد الإلكتروني
policy-upcoming = أقصى عدد للمواعيد القادمة لحساب واحد
policy-upcoming-effect = { $n ->
    [one] من لديه موعد قادم واحد لا يحجز غيره عبر الإنترنت.
    [two] من لديه موعدان قادمان لا يحجز غيرهما عبر الإنترنت.
    [few] من لديه { $n } مواعيد قادمة لا يحجز غيرها عبر الإنترنت.
   *[other] من لديه { $n } موعدًا قادمًا لا يحجز غيرها عبر الإنترنت.
}
policy-hold = مدة حجز الوقت مؤقتًا
policy-hold-effect = من يختار وقتًا عند { $now } أمامه حتى { $until } لحجزه.
policy-extensions = كم مرة يمكن تمديده
policy-extensions-effect = { $n ->
    [0] لا يمكن تمديده.
    [one] يمكن تمديده مرة واحدة.
    [two] يمكن تمديده مرتين.
    [few] يمكن تمديده { $n } مرات.
   *[other] يمكن تمديده { $n } مرة.
}
policy-country = البلد
policy-country-effect = تُقرأ أرقام الهاتف دون رمز دولي على أنها من { $country }.
policy-country-none-effect = حرفان مثل EG. من دونهما لا تُفهم أرقام الهاتف إلا برمز دولي.
country-hint = حرفان مثل EG
policy-languages = لغات العيادة
policy-emergency = بمن يُتصل عند الطوارئ
policy-emergency-effect = يقرأ المرضى: «{ $says }»
policy-factor = هل يحتاج كل العاملين هنا إلى عامل ثانٍ؟
policy-factor-yes-effect = من يسجّل الدخول من دونه لا يصل إلى صفحات العيادة.
policy-factor-no-effect = تكفي كلمة المرور. فعّله لحماية أفضل لبيانات المرضى.
error-notice = أدخل رقمًا، بحد أقصى 30 يومًا
error-hold = أدخل رقمًا، من دقيقة إلى يوم
error-horizon = أدخل رقمًا من 1 إلى 731 أو اتركه فارغًا
error-extensions = أدخل رقمًا من 0 إلى 100
error-upcoming = أدخل رقمًا من 1 إلى 1000
error-country = أدخل حرفي البلد، مثل EG، أو اتركه فارغًا
history-title = التغييرات السابقة
history-none = لم يتغير شيء بعد.
history-change = من { $from } إلى { $to }

# Kinds of visits
visit-types-title = أنواع الزيارات
visit-types-none = لا شيء بعد: كل وقت يصلح لأي زيارة. أضف أنواعًا لتكون لها مدة وقواعد خاصة.
visit-types-add = إضافة نوع زيارة
visit-type-name = الاسم
visit-type-name-hint = كما يقرؤه المرضى عند الاختيار
visit-type-minutes = المدة بالدقائق
visit-type-booked-by = من يحجزه؟
visit-type-by-everybody = الجميع
visit-type-by-known = المرضى الذين زاروا العيادة من قبل
visit-type-by-desk = مكتب الاستقبال فقط
visit-type-mode = أين؟
visit-type-mode-any = بحسب أوقات العمل
visit-type-instructions = ما ينبغي أن يعرفه المرضى
visit-type-instructions-hint = مثل الحضور صائمًا
visit-type-names = الأسماء بلغات أخرى
visit-type-names-hint = واحد في كل سطر، مثل en: First visit
visit-type-colour = اللون
visit-type-colour-hint = لمكتب الاستقبال، مثل #1f7a8c
visit-type-rules = قواعد خاصة
visit-type-rules-how = ما يُترك فارغًا يتبع قواعد العيادة.
visit-type-remove = إزالة
visit-type-remove-how = لا يُحجز بعد الآن، وتحتفظ به المواعيد الموجودة.
error-visit-name = أدخل اسمًا لا يحمله نوع زيارة آخر
error-visit-minutes = أدخل المدة بالدقائق، مثل 30
error-names = اكتب كل اسم في سطر بعد لغته: en: First visit
error-colour = أدخل # وستة أرقام، مثل #1f7a8c، أو اتركه فارغًا

# Other sites
embed-title = على موقعكم
embed-lead = دع المرضى يحجزون من موقع العيادة على الويب.
embed-origins = المواقع المسموح لها بعرضه
embed-origins-hint = واحد في كل سطر، مثل https://www.example.org
embed-snippet = للصق في صفحة
embed-snippet-how = إذا لم يكن الموقع مذكورًا أعلاه أو كانت البرامج النصية معطّلة فهو رابط عادي.
embed-link = احجز عبر الإنترنت
error-origins = أدخل عناوين مثل https://www.example.org دون أي إضافة، كلٌّ مرة واحدة

# Audit
audit-title = من فعل ماذا
audit-what = ماذا
audit-who = من
audit-anybody = أي شخص
audit-from = من يوم
audit-to = إلى يوم
audit-show = عرض
audit-none = لا يوجد شيء من هذا.
audit-none-yet = لا شيء هنا؛ لم يُبحث بعد في الإدخالات الأقدم.
audit-other = { $who }: { $action }
audit-member-added = أضاف { $who } شخصًا إلى العاملين.
audit-patient = حول هذا المريض
audit-one-patient = ما يخص مريضًا واحدًا فقط.
audit-all = عرض الكل

# Keys of programs
api-keys-title = مفاتيح البرامج
keys-lead = بالمفتاح يعمل برنامج آخر لصالح العيادة: برنامج إدارة أو نظام هاتف أو موقع.
keys-docs = ما تستطيع البرامج فعله
keys-none = لا مفاتيح بعد. أنشئ واحدًا أدناه.
keys-since = أُنشئ في { $day }
keys-until = حتى { $day }
keys-revoke = إبطال
keys-revoke-how = خلال ثوانٍ لن يستطيع البرنامج فعل شيء، ولا يمكن التراجع عن ذلك.
keys-new = مفتاح جديد
keys-name = ما الغرض منه؟
keys-name-hint = لتتعرف عليه لاحقًا، مثل برنامج العيادة
keys-may = ما المسموح للبرنامج؟
keys-until-label = صالح حتى
keys-until-hint = إذا تُرك فارغًا فلا ينتهي
keys-create = إنشاء المفتاح
keys-made = المفتاح الجديد
secret-once = انسخه الآن. لن يظهر إلا هذه المرة.
scope-appointments-read = رؤية المواعيد
scope-appointments-write = الحجز وتغيير المواعيد
scope-patients-read = رؤية سجلات المرضى
scope-patients-write = إنشاء سجلات المرضى
scope-schedules-read = رؤية أوقات العمل والغياب
scope-schedules-write = حجب أوقات الأطباء
error-key-name = اذكر الغرض من المفتاح
error-key-scopes = اختر شيئًا واحدًا على الأقل مما يُسمح للبرنامج به
error-key-until = أدخل يومًا قادمًا أو اتركه فارغًا

# Webhooks
webhooks-title = خطافات الويب
webhooks-lead = يُبلَّغ برنامج آخر فورًا عند حدوث شيء: حجز أو إلغاء أو وقت متاح.
webhooks-none = لا خطافات ويب بعد. أنشئ واحدًا أدناه.
webhooks-new = خطاف ويب جديد
webhooks-create = إنشاء
webhook-url = العنوان
webhook-url-hint = حيث يستمع البرنامج، مثل https://practice.example/holdfast
webhook-description = ما الغرض منه؟
webhook-events = بماذا يُبلَّغ؟
webhook-events-hint = إذا لم يُختر شيء لخطاف جديد فإنه يُبلَّغ بكل شيء
webhook-on = يعمل
webhook-off = متوقف
webhook-failing = يتعثر
webhook-switched-off = أُوقف بعد إخفاقات كثيرة
webhook-failing-since = لم يُقبل أي إرسال منذ { $time }.
webhook-try = جرّبه
webhook-switch-off = إيقاف
webhook-switch-on = تشغيل
webhook-deliveries = عمليات الإرسال
webhook-deliveries-none = لم يُرسل شيء بعد. جرّبه لترى هل يصل.
delivery-delivered = وصل
delivery-failed = أخفق
delivery-superseded = حلّ محله لاحق
delivery-waiting = في الانتظار
delivery-tries = { $n ->
    [0] لم يُجرَّب بعد
    [one] جُرّب مرة
    [two] جُرّب مرتين
    [few] جُرّب { $n } مرات
   *[other] جُرّب { $n } مرة
}
delivery-next = التالي { $time }
webhook-change = تعديله
webhook-secret = السر
webhook-secret-how = به يتحقق البرنامج من أن الإرسال منا.
webhook-renew = إنشاء سر جديد
webhook-renew-how = يبقى السابق صالحًا ليوم آخر.
webhook-delete = حذفه
webhook-delete-how = يُحذف معه ما ينتظر الإرسال.
error-webhook-url = أدخل عنوانًا عامًا يبدأ بـ https://
error-webhook-events = اختر حدثًا واحدًا على الأقل
event-created = حُجز موعد
event-confirmed = أُكّد حجز مؤقت
event-rescheduled = نُقل موعد
event-reassigned = حُوّل موعد إلى طبيب آخر
event-cancelled = أُلغي موعد
event-checked-in = وصل مريض
event-completed = انتهى موعد
event-no-show = لم يحضر مريض
event-undone = تراجع مكتب الاستقبال عن خطوة
event-expired = انتهى حجز مؤقت
event-conflict = موعد خارج أوقات العمل
event-freed = أصبح وقت متاحًا
event-trial = تجربة

# Closures
closures-title = العطل وأيام الإغلاق
closures-none = لا أيام إغلاق قادمة. أضف يومًا أو استورد العطل الرسمية.
closures-new = إغلاق العيادة
closures-from = أول يوم
closures-to = آخر يوم
closures-to-hint = إذا تُرك فارغًا فهو يوم واحد
label-closure-reason = السبب
closures-reason-hint = يستطيع الجميع قراءته
closures-days = من { $from } إلى { $to }
closures-do = أغلق في هذه الأيام
closures-not = لا تغلق
closures-remove = إعادة الفتح
closures-import = استيراد العطل الرسمية
closures-file = محتوى الملف
closures-file-hint = افتح ملف ‎.ics أو ‎.csv في محرر نصوص والصق محتواه كله. للجدول العمودان date,name.
closures-import-do = أغلق في هذه الأيام
error-day-needed = أدخل يومًا، مثل 24/12/2027
error-day-order = لا يجوز أن يسبق آخر يوم أول يوم
error-closure-days = أدخل أيامًا من اليوم إلى سنتين قادمتين، سنة واحدة كحد أقصى
error-holidays = هذه ليست قائمة عطل. الصق ملف ‎.ics أو ‎.csv كاملًا
error-holiday-lines = لم يُنفذ شيء. راجع هذه الأسطر: { $lines }

# The platform
platform-title = العيادات
platform-none = لا عيادات بعد. ابدأ بالأولى.
platform-first = أول وقت متاح: { $time }
platform-next = المزيد من العيادات
platform-new = عيادة جديدة
platform-new-lead = تُنشأ العيادة فورًا، ويتلقى أول مدير لها دعوة ويُعدّ الباقي.
zone-label = المنطقة الزمنية
zone-hint = اكتب مدينة ثم اختر، مثل Africa/Cairo
error-zone = اختر منطقة زمنية من القائمة، مثل Africa/Cairo
platform-admin-email = بريد أول مدير لها
platform-admin-email-hint = تُرسل الدعوة إليه
platform-create = إنشاء العيادة
unsent-title = لم تُرسل الدعوة
unsent-lead = أُنشئت { $clinic } ولم يُفقد شيء. بقي فقط دعوة أول مدير لها.
unsent-to = إلى: { $email }
unsent-again = إرسال مجددًا
unsent-later = لاحقًا
me-platform = إلى عيادات المنصة
