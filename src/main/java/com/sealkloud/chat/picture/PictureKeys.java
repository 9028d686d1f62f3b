package com.sealkloud.chat.picture;

import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.attachment.KeysInUse;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** The pictures of people, which the storage must keep. */
@Component
class PictureKeys implements KeysInUse {

    private final AccountRepository accounts;

    PictureKeys(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @Override
    public Collection<String> between(String from, String to) {
        return accounts.pictureKeys(from, to);
    }

    @Override
    public boolean replace(String former, String key) {
        return accounts.replacePictureKey(former, key) > 0;
    }
}
