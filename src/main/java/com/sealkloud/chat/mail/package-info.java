/**
 * Mail: what waits to be sent by SMTP, repeated until the mail server takes it.
 *
 * <p>A feature queues a mail with {@code Mails.queue} in its transaction. {@code MailWorker} has it
 * written by the feature's {@code LetterWriter} when it is due, and {@code MailServer} gives it to
 * the mail server.
 */
@ApplicationModule(allowedDependencies = {"api", "due", "lifecycle", "sql"})
@NullMarked
package com.sealkloud.chat.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
