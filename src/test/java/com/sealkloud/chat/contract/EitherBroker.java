package com.sealkloud.chat.contract;

import com.sealkloud.chat.testing.Mode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the class with each broker and each database once: for what takes long and knows nothing of the rest. */
@ParameterizedClass(name = "{0}")
@EnumSource(
        value = Mode.class,
        names = {"EMBEDDED_H2", "RABBITMQ_POSTGRESQL"})
abstract class EitherBroker extends ContractTest {}
