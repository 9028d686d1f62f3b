package com.sealkloud.chat.account;

import java.util.Map;

/** What a feature keeps of a user beside the account; it is part of the export of a person. */
public interface AccountDetails {

    /** @return fields by their names; none if there is nothing */
    Map<String, Object> of(String userId);
}
