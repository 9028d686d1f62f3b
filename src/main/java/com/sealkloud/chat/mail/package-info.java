/** Mail: what waits to be sent by SMTP, repeated until the mail server takes it. */
@ApplicationModule(allowedDependencies = {"api", "due", "lifecycle", "sql"})
@NullMarked
package com.sealkloud.chat.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
