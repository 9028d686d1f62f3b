package com.sealkloud.chat.contract;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** With words in the index of PostgreSQL, and compared texts in H2. */
@ParameterizedClass(name = "{0}")
@MethodSource("com.sealkloud.chat.testing.Mode#eitherBroker")
class SearchRightsTests extends SearchRights {}
