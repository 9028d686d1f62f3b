package com.sealkloud.chat.bench.load;

import java.util.ArrayList;
import java.util.List;

/** Somebody with one connection, who hears their rooms. */
public final class Person {

    private final int index;
    private final String id;
    private final List<Room> rooms = new ArrayList<>();

    Person(int index) {
        this.index = index;
        this.id = "p%05d".formatted(index);
    }

    public int index() {
        return index;
    }

    public String id() {
        return id;
    }

    public List<Room> rooms() {
        return rooms;
    }
}
