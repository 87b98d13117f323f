problem-not-found = هذه الصفحة غير موجودة
problem-not-found-how = العنوان خاطئ أو أن ما يخصه ليس لك أن تراه.
problem-forbidden = لا يمكنك فتح هذه الصفحة
problem-forbidden-how = هي لآخرين في العيادة. إن احتجت إليها فاسأل مدير العيادة.
problem-too-many = محاولات كثيرة جدًا
problem-too-many-how = انتظر قليلًا ثم حاول مرة أخرى.
problem-form = النموذج قديم
problem-form-how = ارجع وحدّث الصفحة وأرسل النموذج مرة أخرى. لم يتغير شيء.
problem-changed = تغيّر الأمر في هذه الأثناء
problem-changed-how = ارجع وحدّث الصفحة وانظر كيف صار. لم يتغير شيء.
problem-away = لا يمكننا فعل ذلك الآن
problem-away-how = لم يتغير شيء. حاول مرة أخرى بعد دقيقة.
problem-unknown = لا نعرف إن كان الأمر قد تم
problem-unknown-how = انظر في مواعيدك قبل أن تحاول مرة أخرى.
problem-ours = حدث خطأ لدينا
problem-ours-how = حاول مرة أخرى. إن تكرر فاتصل بالعيادة.
problem-refused = لا يمكن فعل ذلك
problem-refused-how = لم يتغير شيء. ارجع وحاول بطريقة أخرى.
problem-wait = { $n ->
    [one] يمكنك المحاولة مرة أخرى بعد ثانية.
   *[other] يمكنك المحاولة مرة أخرى بعد { $n } ثانية.
}
problem-start = إلى الصفحة الأولى
problem-code = إذا طلبت المساعدة فاذكر:
