package com.sealkloud.chat.bench.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** People, their rooms, and the streams: what one person says in one room, numbered by itself. */
public final class Population {

    /** What one person says in one room. */
    public record Stream(int index, Room room, Person sender) {}

    private final List<Person> people;
    private final List<Room> rooms = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();

    private Population(int people) {
        this.people = IntStream.range(0, people).mapToObj(Person::new).toList();
    }

    /** One room in which everybody hears, and the first of them speak. */
    public static Population crowd(int people, int speakers) {
        Population crowd = new Population(people);
        crowd.room(crowd.people, speakers);
        return crowd;
    }

    /**
     * Tickets with two to five of these people each, the same ones in every run; nobody has none,
     * if there are tickets enough.
     */
    public static Population helpdesk(int people, int tickets) {
        Population helpdesk = new Population(people);
        Random random = new Random(4711);
        Deque<Person> drawn = new ArrayDeque<>();
        for (int ticket = 0; ticket < tickets; ticket++) {
            Set<Person> members = new LinkedHashSet<>();
            while (members.size() < 2 + ticket % 4) {
                if (drawn.isEmpty()) {
                    List<Person> shuffled = new ArrayList<>(helpdesk.people);
                    Collections.shuffle(shuffled, random);
                    drawn.addAll(shuffled);
                }
                members.add(drawn.remove());
            }
            helpdesk.room(List.copyOf(members), members.size());
        }
        helpdesk.interleave();
        return helpdesk;
    }

    /** Rooms of two, in each of which one speaks. */
    public static Population pairs(int rooms) {
        return apart(1, Collections.nCopies(rooms, 2));
    }

    /**
     * Rooms that have nobody in common.
     *
     * @param speakers so many of each room speak, or all of them if they are fewer
     * @param sizes how many people are in each room
     */
    public static Population apart(int speakers, List<Integer> sizes) {
        Population apart = new Population(
                sizes.stream().mapToInt(Integer::intValue).sum());
        int first = 0;
        for (int size : sizes) {
            apart.room(apart.people.subList(first, first + size), speakers);
            first += size;
        }
        return apart;
    }

    /**
     * Somebody in so many rooms of two, in which nobody speaks, and as many rooms of others; and
     * rooms of two others in which one speaks. The three of the silent rooms hear one of them each.
     */
    public static Population searched(int rooms, int speaking) {
        Population searched = new Population(3 + 2 * speaking);
        for (int room = 0; room < 2 * rooms; room++) {
            List<Person> members = searched.people.subList(room < rooms ? 0 : 1, room < rooms ? 2 : 3);
            Room silent = searched.newRoom(members);
            members.stream().filter(member -> member.rooms().isEmpty()).forEach(member -> member.rooms().add(silent));
        }
        for (int room = 0; room < speaking; room++) {
            searched.room(searched.people.subList(3 + 2 * room, 5 + 2 * room), 1);
        }
        return searched;
    }

    /** Everybody in three rooms of ten, in which nobody speaks. */
    public static Population idle(int people) {
        Population idle = new Population(people);
        for (int shuffle = 0; shuffle < 3; shuffle++) {
            List<Person> shuffled = new ArrayList<>(idle.people);
            Collections.shuffle(shuffled, new Random(shuffle));
            for (int first = 0; first < people; first += 10) {
                idle.room(List.copyOf(shuffled.subList(first, Math.min(people, first + 10))), 0);
            }
        }
        return idle;
    }

    private void room(List<Person> members, int speakers) {
        Room room = newRoom(members);
        members.forEach(member -> member.rooms().add(room));
        members.stream()
                .limit(speakers)
                .forEach(speaker -> streams.add(new Stream(streams.size(), room, speaker)));
    }

    private Room newRoom(List<Person> members) {
        Room room = new Room(rooms.size(), "r%05d".formatted(rooms.size()), members);
        rooms.add(room);
        return room;
    }

    /** So that one message after the other is said in another room. */
    private void interleave() {
        List<Stream> mixed = new ArrayList<>(streams);
        Collections.shuffle(mixed, new Random(4712));
        streams.clear();
        mixed.forEach(stream -> streams.add(new Stream(streams.size(), stream.room(), stream.sender())));
    }

    public List<Person> people() {
        return people;
    }

    public List<Room> rooms() {
        return rooms;
    }

    public List<Stream> streams() {
        return streams;
    }

    /** @return what is said in this room */
    public List<Stream> streams(Room room) {
        return streams.stream().filter(stream -> stream.room() == room).toList();
    }
}
