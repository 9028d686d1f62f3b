package com.sealkloud.chat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The packages depend on each other only as their {@code package-info} allows. */
class ModuleTests {

    @Test
    void dependOnEachOtherAsDeclared() {
        ApplicationModules.of(ChatApplication.class).verify();
    }
}
