package com.sealkloud.chat.cluster;

import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/** Which version of the service this is. */
@Component
public class Release {

    private final String version;

    public Release(ObjectProvider<BuildProperties> build) {
        this.version = build.stream()
                .map(BuildProperties::getVersion)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    /** @return empty if it was not built by Maven */
    public String version() {
        return version;
    }
}
