package com.sealkloud.chat.mail;

/**
 * The content of a mail.
 *
 * @param to the recipient's address, without a name
 * @param language of the words, as in {@code de}
 */
public record Letter(String to, String language, String subject, String text, String html) {}
