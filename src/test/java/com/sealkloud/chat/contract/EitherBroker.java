package com.sealkloud.chat.contract;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the class with each broker and each database once: for what takes long and knows nothing of the rest. */
@ParameterizedClass(name = "{0}")
@MethodSource("com.sealkloud.chat.testing.Mode#eitherBroker")
abstract class EitherBroker extends ContractTest {}
