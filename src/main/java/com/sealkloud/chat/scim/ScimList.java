package com.sealkloud.chat.scim;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A page of a list, or all of it. */
record ScimList<T>(
        List<String> schemas,
        long totalResults,
        int startIndex,
        int itemsPerPage,
        @JsonProperty("Resources") List<T> resources) {

    static <T> ScimList<T> of(long total, int startIndex, List<T> page) {
        return new ScimList<>(
                List.of("urn:ietf:params:scim:api:messages:2.0:ListResponse"), total, startIndex, page.size(), page);
    }
}
