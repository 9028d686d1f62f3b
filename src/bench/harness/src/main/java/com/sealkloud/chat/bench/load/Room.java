package com.sealkloud.chat.bench.load;

import java.util.List;

/** Some people who hear each other. */
public record Room(int index, String id, List<Person> members) {}
