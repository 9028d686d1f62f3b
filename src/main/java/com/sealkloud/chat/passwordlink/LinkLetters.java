package com.sealkloud.chat.passwordlink;

import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.mail.LetterWriter;
import com.sealkloud.chat.mail.Mails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The mails with links. */
@Configuration(proxyBeanMethods = false)
class LinkLetters {

    @Bean
    LetterWriter invitations(
            AccountRepository accounts,
            AccountLinks links,
            Mails mails,
            AccountProperties properties,
            TransactionTemplate transactions) {
        return new LinkLetter(LinkPurpose.INVITATION, accounts, links, mails, properties, transactions);
    }

    @Bean
    LetterWriter resets(
            AccountRepository accounts,
            AccountLinks links,
            Mails mails,
            AccountProperties properties,
            TransactionTemplate transactions) {
        return new LinkLetter(LinkPurpose.RESET, accounts, links, mails, properties, transactions);
    }
}
