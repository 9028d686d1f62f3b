package com.sealkloud.chat.contract;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the class once with each broker and each database: for what does not depend on how sockets
 * are relayed, or is slow.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("com.sealkloud.chat.testing.Mode#eitherBroker")
abstract class EitherBroker extends ContractTest {}
