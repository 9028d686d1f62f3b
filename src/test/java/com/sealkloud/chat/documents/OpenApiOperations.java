package com.sealkloud.chat.documents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names, descriptions and refusals of the REST calls, which springdoc cannot know. */
final class OpenApiOperations {

    /**
     * One call.
     *
     * @param refusals codes besides those that every call may answer
     */
    record Operation(String tag, String id, String summary, String description, List<String> refusals) {}

    static final Map<String, String> TAGS = new LinkedHashMap<>();

    /** By method and path. */
    static final Map<String, Operation> ALL = new LinkedHashMap<>();

    /** By name of the parameter. */
    static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("conversationId", "The id of a conversation; a room's is its roomId."),
            Map.entry("roomId", "The id of a room."),
            Map.entry("userId", "The id of a person."),
            Map.entry("subscriptionId", "The id of a device's subscription."),
            Map.entry("ticketId", "The ticket service's own id of the ticket."),
            Map.entry("ruleId", "The id of a rule."),
            Map.entry("handoverId", "The id of an offer of the ticket."),
            Map.entry("queue", "Which tickets."),
            Map.entry("tier", "Only tickets of this tier: l1, l2 or l3."),
            Map.entry("webhookId", "The id of a webhook."),
            Map.entry("eventId", "The id of an event, as the log of calls has it."),
            Map.entry("letterId", "The id of a dead letter."),
            Map.entry("format", "How it is written down."),
            Map.entry("sort", "By userId, or by who is here."),
            Map.entry("cursor", "The nextCursor of the page before; nothing for the first page."),
            Map.entry("limit", "How many at the most."),
            Map.entry("before", "Messages with a smaller seq, the newest of them."),
            Map.entry("after", "What has a greater seq, the oldest of it."),
            Map.entry("around", "Messages around this seq, half of them older."),
            Map.entry("query", "Part of a name or id, in any case."),
            Map.entry("role", "Only people of this role."),
            Map.entry("status", "Only people of this status."),
            Map.entry("enabled", "For administrators: false lists disabled accounts instead."));

    static {
        TAGS.put(
                "Log-in", "Tokens for programs and for pages of other origins; a session cookie for the bundled page.");
        TAGS.put("People", "Who is there, and for administrators who may log in.");
        TAGS.put("Conversations", "The list, history, catching up, posting, reading.");
        TAGS.put("Rooms", "For staff, and as far as tickets go for ticket services.");
        TAGS.put("Tickets", "For staff: the queue, and who has which ticket.");
        TAGS.put("Automation", "For administrators: what is answered by itself.");
        TAGS.put("Dead letters", "For administrators: what ticket services have sent and could not be processed.");
        TAGS.put("Webhooks", "For administrators: programs that are called for each event.");
        TAGS.put("Notifications", "How the caller wants to be notified, and on which devices.");

        add(
                "POST /api/v1/tokens",
                "Log-in",
                "createToken",
                "Log in with a password and get a bearer token",
                "The token is shown this once and is valid for chat.tokens.lifetime. An unknown user and a wrong password"
                        + " are answered alike. Only failures count towards the throttle.",
                "bad_request",
                "authentication_required",
                "rate_limited");
        add(
                "DELETE /api/v1/tokens",
                "Log-in",
                "endToken",
                "Log out",
                "Ends the token that the call carries, and within a second the sessions that were opened with it.");
        add(
                "POST /api/v1/session",
                "Log-in",
                "createSession",
                "Log in with a password and get a cookie",
                "Sets chat_session (HttpOnly, SameSite=Strict) and XSRF-TOKEN, whose value every later unsafe call and the"
                        + " CONNECT frame repeat in the header X-XSRF-TOKEN.",
                "bad_request",
                "authentication_required",
                "rate_limited");
        add(
                "DELETE /api/v1/session",
                "Log-in",
                "endSession",
                "Log out and drop the cookie",
                "Also works when the log-in is over already.",
                "forbidden");

        add("GET /api/v1/me", "People", "getMe", "The caller", "Who the token belongs to.");
        add(
                "DELETE /api/v1/me/sessions",
                "Log-in",
                "logOutEverywhere",
                "End all log-ins of the caller",
                "On all devices, this one included; open sessions end within a second.");
        add(
                "GET /api/v1/users",
                "People",
                "listPeople",
                "Whom the caller may see, with presence",
                "Clients see staff and those with whom they share a room; staff see everybody. Sorted by userId, or with"
                        + " sort=presence by who is here: online, away or dnd, then those who have gone, the last first."
                        + " With enabled=false, administrators see disabled accounts instead.",
                "bad_request",
                "forbidden");
        add(
                "GET /api/v1/users/{userId}",
                "People",
                "person",
                "One person whom the caller may see",
                "Administrators also find disabled accounts.",
                "not_found");
        add(
                "POST /api/v1/users",
                "People",
                "createPerson",
                "Create an account",
                "Administrators only. Without a password, only the identity provider can log this person in.",
                "bad_request",
                "forbidden",
                "conflict");
        add(
                "PATCH /api/v1/users/{userId}",
                "People",
                "changePerson",
                "Change an account",
                "Administrators only. What is left out stays. A lower role reaches open sessions within a second;"
                        + " enabled: false and a new password end them. The last administrator stays.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict");

        add(
                "GET /api/v1/conversations",
                "Conversations",
                "listConversations",
                "The caller's conversations",
                "The one with the latest event first.",
                "bad_request");
        add(
                "POST /api/v1/conversations",
                "Conversations",
                "openDirectConversation",
                "The direct conversation with somebody",
                "Created at the first call, and the same ever after, whoever of the two asks.",
                "bad_request",
                "forbidden",
                "not_found");
        add(
                "GET /api/v1/conversations/{conversationId}",
                "Conversations",
                "getConversation",
                "One conversation",
                "As the list has it.",
                "not_found");
        add(
                "GET /api/v1/conversations/{conversationId}/messages",
                "Conversations",
                "listMessages",
                "History, oldest first",
                "One of before, after and around chooses the page; without them it is the newest.",
                "bad_request",
                "not_found");
        add(
                "POST /api/v1/conversations/{conversationId}/messages",
                "Conversations",
                "postMessage",
                "Say something",
                "201 with the stored event. With a clientMessageId the call can be repeated without harm: the same content"
                        + " answers 200 with the event that was stored first, another content 409.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "too_large",
                "rate_limited");
        add(
                "GET /api/v1/conversations/{conversationId}/events",
                "Conversations",
                "listEvents",
                "Every durable event after a seq",
                "For clients that have missed something. nextCursor is the seq to continue after.",
                "bad_request",
                "not_found");
        add(
                "PUT /api/v1/conversations/{conversationId}/read",
                "Conversations",
                "markRead",
                "Read up to and including a seq",
                "Never moves back; a seq beyond the end counts as the end.",
                "bad_request",
                "not_found");

        add(
                "GET /api/v1/rooms",
                "Rooms",
                "listRooms",
                "All rooms",
                "Sorted by roomId, without their members. A service sees the rooms of tickets.",
                "bad_request",
                "forbidden");
        add(
                "POST /api/v1/rooms",
                "Rooms",
                "openRoom",
                "Open a room",
                "A team room gets a new id, a ticket's room is ticket-{ticketId}. Staff who open one are in it. A client among"
                        + " memberIds is the ticket's requester; there is one.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "POST /api/v1/conversations/{conversationId}/ticket-requests",
                "Conversations",
                "askForTicket",
                "Ask for a ticket to be made of this",
                "Staff only. The ticket service is asked by the event ticket.requested; when it answers, the conversation gets"
                        + " the event ticket_linked with the same requestId.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "GET /api/v1/conversations/{conversationId}/transcript",
                "Conversations",
                "getTranscript",
                "All that was said, as a file",
                "As text, as JSON or as HTML; times are UTC. Internal notes are in none.",
                "bad_request",
                "not_found");
        add(
                "GET /api/v1/tickets",
                "Tickets",
                "listTickets",
                "Tickets for those who work on them",
                "waiting: open, nobody has them, of the tiers that the caller may take from. mine, offered: the caller's. open, closed: all of these. The longest waiting first, closed ones the other way round.",
                "bad_request",
                "forbidden");
        add(
                "GET /api/v1/tickets/{ticketId}",
                "Tickets",
                "getTicket",
                "One ticket",
                "Staff and services.",
                "forbidden",
                "not_found");
        add(
                "POST /api/v1/tickets/{ticketId}/claim",
                "Tickets",
                "claimTicket",
                "Take a ticket that nobody has",
                "Of two at once one gets it. Repeating is harmless, as with all steps.",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "PATCH /api/v1/tickets/{ticketId}",
                "Tickets",
                "changeTicket",
                "Name another client as the requester",
                "The former one leaves the room and cannot come back.",
                "bad_request",
                "forbidden",
                "not_found");
        add(
                "POST /api/v1/tickets/{ticketId}/assign",
                "Tickets",
                "assignTicket",
                "Give a ticket to somebody of the staff",
                "Whoever has it already is left out by administrators alone.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "POST /api/v1/tickets/{ticketId}/release",
                "Tickets",
                "releaseTicket",
                "Put a ticket back into the queue of its tier",
                "The owner leaves the room unless observe is true.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "POST /api/v1/tickets/{ticketId}/escalate",
                "Tickets",
                "escalateTicket",
                "Put a ticket into the queue of a tier above",
                "The note is for staff alone. The owner leaves the room unless observe is true.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "too_large");
        add(
                "POST /api/v1/tickets/{ticketId}/return",
                "Tickets",
                "returnTicket",
                "Put a ticket into the queue of a tier below",
                "The note is for staff alone. The owner leaves the room unless observe is true.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "too_large");
        add(
                "POST /api/v1/tickets/{ticketId}/handovers",
                "Tickets",
                "offerTicket",
                "Offer a ticket to a colleague",
                "They come into the room and accept or decline. The note is for staff alone.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "too_large");
        add(
                "POST /api/v1/tickets/{ticketId}/handovers/{handoverId}/accept",
                "Tickets",
                "acceptTicket",
                "Accept a ticket",
                "For whom it is offered to.",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "POST /api/v1/tickets/{ticketId}/handovers/{handoverId}/decline",
                "Tickets",
                "declineTicket",
                "Decline a ticket",
                "For whom it is offered to.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "too_large");
        add(
                "DELETE /api/v1/tickets/{ticketId}/handovers/{handoverId}",
                "Tickets",
                "withdrawTicket",
                "Take an offer back",
                "For the owner and administrators.",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "GET /api/v1/automation-rules",
                "Automation",
                "listAutomationRules",
                "What is said by itself",
                "Administrators only. Those of the configuration first.",
                "forbidden");
        add(
                "POST /api/v1/automation-rules",
                "Automation",
                "addAutomationRule",
                "Have something said by itself",
                "Administrators only. status belongs to the trigger status, afterSeconds to no_answer. Placeholders are {number}, {title}, {status}, {requester} and {assignee}.",
                "bad_request",
                "forbidden",
                "conflict");
        add(
                "PUT /api/v1/automation-rules/{ruleId}",
                "Automation",
                "changeAutomationRule",
                "Change a rule",
                "Administrators only, and not those of the configuration.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "DELETE /api/v1/automation-rules/{ruleId}",
                "Automation",
                "removeAutomationRule",
                "Remove a rule",
                "Administrators only, and not those of the configuration.",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "GET /api/v1/dead-letters",
                "Dead letters",
                "listDeadLetters",
                "What could not be processed",
                "Administrators only. The oldest ones; empty without RabbitMQ.",
                "bad_request",
                "forbidden");
        add(
                "POST /api/v1/dead-letters/{letterId}/replay",
                "Dead letters",
                "replayDeadLetter",
                "Process it again",
                "Administrators only. It goes back to the queue that it came from, in the name of its first sender; it comes"
                        + " back here if it is refused again.",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "DELETE /api/v1/dead-letters/{letterId}",
                "Dead letters",
                "dropDeadLetter",
                "Throw it away",
                "Administrators only.",
                "forbidden",
                "not_found");
        add(
                "GET /api/v1/webhooks",
                "Webhooks",
                "listWebhooks",
                "Who is called for events",
                "Administrators only.",
                "forbidden");
        add(
                "POST /api/v1/webhooks",
                "Webhooks",
                "addWebhook",
                "Have a program called",
                "Administrators only. The secret that signs the calls is told this once.",
                "bad_request",
                "forbidden");
        add(
                "GET /api/v1/webhooks/{webhookId}",
                "Webhooks",
                "getWebhook",
                "One webhook",
                "Administrators only.",
                "forbidden",
                "not_found");
        add(
                "PUT /api/v1/webhooks/{webhookId}",
                "Webhooks",
                "changeWebhook",
                "Change address and events",
                "Administrators only. It is called again if it was stopped.",
                "bad_request",
                "forbidden",
                "not_found");
        add(
                "DELETE /api/v1/webhooks/{webhookId}",
                "Webhooks",
                "removeWebhook",
                "Call it no more",
                "Administrators only. Its log goes with it.",
                "forbidden",
                "not_found");
        add(
                "POST /api/v1/webhooks/{webhookId}/secret",
                "Webhooks",
                "changeWebhookSecret",
                "Change the secret",
                "Administrators only. The former one signs beside it for a while.",
                "forbidden",
                "not_found");
        add(
                "GET /api/v1/webhooks/{webhookId}/deliveries",
                "Webhooks",
                "listWebhookDeliveries",
                "The log of its calls",
                "Administrators only. The newest first.",
                "bad_request",
                "forbidden",
                "not_found");
        add(
                "POST /api/v1/webhooks/{webhookId}/deliveries/{eventId}/repeat",
                "Webhooks",
                "repeatWebhookDelivery",
                "Make a call once more",
                "Administrators only.",
                "forbidden",
                "not_found");
        add("GET /api/v1/rooms/{roomId}", "Rooms", "getRoom", "One room", "With its members.", "not_found");
        add(
                "PUT /api/v1/rooms/{roomId}/members/{userId}",
                "Rooms",
                "addMember",
                "Bring somebody in",
                "Harmless to repeat.",
                "forbidden",
                "not_found");
        add(
                "DELETE /api/v1/rooms/{roomId}/members/{userId}",
                "Rooms",
                "removeMember",
                "Put somebody out",
                "They stop hearing the room within a second. A client is no longer the requester. Harmless to repeat.",
                "not_found");

        add(
                "GET /api/v1/me/notification-settings",
                "Notifications",
                "getNotificationSettings",
                "The caller's settings",
                "Those that were never changed are the defaults.");
        add(
                "PUT /api/v1/me/notification-settings",
                "Notifications",
                "changeNotificationSettings",
                "Change the settings",
                "All of them; only doNotDisturb.until can be left out. What is muted stays muted.",
                "bad_request",
                "forbidden");
        add(
                "PUT /api/v1/me/muted-conversations/{conversationId}",
                "Notifications",
                "muteConversation",
                "Do not notify of a conversation",
                "With mentions: true messages that mention the caller by id or name pass.",
                "bad_request",
                "forbidden",
                "not_found");
        add(
                "DELETE /api/v1/me/muted-conversations/{conversationId}",
                "Notifications",
                "unmuteConversation",
                "Notify of a conversation again",
                "Harmless to repeat.");
        add(
                "GET /api/v1/push/key",
                "Notifications",
                "getPushKey",
                "The key that devices subscribe to",
                "The applicationServerKey of pushManager.subscribe. It stays the same.");
        add(
                "GET /api/v1/me/push-subscriptions",
                "Notifications",
                "listPushSubscriptions",
                "The caller's devices",
                "The oldest first.");
        add(
                "POST /api/v1/me/push-subscriptions",
                "Notifications",
                "subscribeDevice",
                "Subscribe a device to Web Push",
                "The body is what PushSubscription.toJSON() gives. 201 for a new device, 200 for one that the caller has subscribed"
                        + " before. A device belongs to whoever subscribed it last. Endpoints of push services that are not listed"
                        + " in chat.push.hosts are refused.",
                "bad_request",
                "forbidden",
                "rate_limited");
        add(
                "DELETE /api/v1/me/push-subscriptions/{subscriptionId}",
                "Notifications",
                "unsubscribeDevice",
                "Unsubscribe a device",
                "Do this before logging out.",
                "not_found");
    }

    private OpenApiOperations() {}

    private static void add(
            String call, String tag, String id, String summary, String description, String... refusals) {
        ALL.put(call, new Operation(tag, id, summary, description, List.of(refusals)));
    }
}
