package com.sealkloud.chat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModuleTests {

    @Test
    void aFeatureImportsOnlyWhatItsPackageStates() {
        ApplicationModules.of(ChatApplication.class).verify();
    }
}
