package com.sealkloud.chat.contract;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Servers;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** With hashes that have a key, in the index of either database. */
@ParameterizedClass(name = "{0}")
@MethodSource("com.sealkloud.chat.testing.Mode#eitherDatabase")
class SealedSearchRightsTests extends SearchRights {

    @Override
    Chat server() {
        return Servers.sealedChat(mode);
    }
}
