package com.sealkloud.chat.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The users of a test. Each call creates a new one in that part, so that no test meets what another
 * has left behind: their ids are {@code carol-7}, their names {@code carol}. They log in through
 * the identity provider, which costs no password hashing. {@link #demo} logs in as one of the demo
 * accounts.
 */
public final class Cast {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Chat chat;
    private final Map<String, User> demo = new ConcurrentHashMap<>();

    Cast(Chat chat) {
        this.chat = chat;
    }

    /** A client. */
    public User carol() {
        return one("carol", "client");
    }

    /** Another client. */
    public User dave() {
        return one("dave", "client");
    }

    public User lena() {
        return one("lena", "employee_l1");
    }

    public User ravi() {
        return one("ravi", "employee_l2");
    }

    public User mona() {
        return one("mona", "employee_l3");
    }

    public User ada() {
        return one("ada", "admin");
    }

    /** A program. */
    public User ticketService() {
        return one("ticket-service", "service");
    }

    public User one(String name, String role) {
        return withId(name + "-" + NUMBER.incrementAndGet(), name, role);
    }

    public User withId(String userId, String name, String role) {
        User user = new User(userId, name, role, IdentityProvider.token(userId, name, role));
        chat.as(user).get("/me").expect(200);
        return user;
    }

    /**
     * One of the demo people, logged in with their password; once, since that is expensive on
     * purpose.
     */
    public User demo(String userId) {
        return demo.computeIfAbsent(userId, id -> chat.logIn(id, "chat-demo"));
    }
}
