package com.sealkloud.chat.system;

import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** Which version of the service this is. */
@Component
class Release {

    private final String version;

    Release(ObjectProvider<BuildProperties> build) {
        this.version = build.stream()
                .map(BuildProperties::getVersion)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** @return empty if it was not built by Maven */
    String version() {
        return version;
    }
}
