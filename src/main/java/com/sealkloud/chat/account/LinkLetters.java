package com.sealkloud.chat.account;

import com.sealkloud.chat.mail.LetterWriter;
import com.sealkloud.chat.mail.Mails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The mails with links. */
@Configuration(proxyBeanMethods = false)
class LinkLetters {

    @Bean
    LetterWriter invitations(
            AccountRepository accounts, AccountLinks links, Mails mails, AccountProperties properties) {
        return new LinkLetter(LinkPurpose.INVITATION, accounts, links, mails, properties);
    }

    @Bean
    LetterWriter resets(AccountRepository accounts, AccountLinks links, Mails mails, AccountProperties properties) {
        return new LinkLetter(LinkPurpose.RESET, accounts, links, mails, properties);
    }
}
