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
            Map.entry("seq", "The number of a message in its conversation."),
            Map.entry("emoji", "One emoji, percent-encoded."),
            Map.entry("userId", "The id of a user."),
            Map.entry("subscriptionId", "The id of a device's subscription."),
            Map.entry("ticketId", "The ticket service's id of the ticket."),
            Map.entry("ruleId", "The id of a rule."),
            Map.entry("handoverId", "The id of an offer of the ticket."),
            Map.entry("queue", "Which tickets."),
            Map.entry("tier", "Only tickets of this tier: l1, l2 or l3."),
            Map.entry("webhookId", "The id of a webhook."),
            Map.entry("eventId", "The id of an event, as in the log of calls."),
            Map.entry("letterId", "The id of a dead letter."),
            Map.entry("format", "The format of the transcript."),
            Map.entry("sort", "The order: of users by userId or presence, of tickets by how long they wait or newest."),
            Map.entry("kind", "Only rooms or conversations of this kind."),
            Map.entry("owner", "Only tickets of this member of the staff."),
            Map.entry(
                    "q",
                    "Part of a room's name; of a ticket's title or number, or of the name of its requester or owner; words of"
                            + " messages."),
            Map.entry("sessionId", "The id of a login of the caller."),
            Map.entry("v", "The version of a picture, as it is told with its owner."),
            Map.entry("archived", "For administrators: true lists archived rooms instead."),
            Map.entry("others", "Whether the login of this call goes on."),
            Map.entry("cursor", "The nextCursor of the previous page; omitted for the first page."),
            Map.entry("limit", "The maximum number of items."),
            Map.entry(
                    "before",
                    "The newest messages with a smaller seq; only tickets that have been where they are since then or longer."),
            Map.entry("after", "The oldest items with a greater seq."),
            Map.entry("around", "Messages around this seq, half of them older."),
            Map.entry("query", "Part of a name or id, ignoring case and accents."),
            Map.entry("role", "Only users of this role."),
            Map.entry("status", "Only users or tickets of this status."),
            Map.entry("dryRun", "Whether only the report is wanted."),
            Map.entry("Content-Disposition", "The name of the file (RFC 6266)."),
            Map.entry("attachmentId", "The id of a file."),
            Map.entry("exportId", "The id of an export."),
            Map.entry("erasureId", "The id of an erasure."),
            Map.entry("size", "small or large."),
            Map.entry("token", "Of a link to a file."),
            Map.entry("If-Match", "The ETag of the rule that is to be changed."),
            Map.entry("enabled", "For administrators: false lists disabled accounts instead."),
            Map.entry("actor", "Only entries of this user."),
            Map.entry("action", "Only entries of this action, such as account.changed."),
            Map.entry("target", "Only entries about this, such as user:carol or conversation:room-1042."),
            Map.entry("sender", "Only messages of this user, or dead letters of this account of the broker."),
            Map.entry("origin", "Only dead letters of this queue."),
            Map.entry("has", "Only messages with a file, a link or an image."),
            Map.entry("since", "Only entries or messages of this time or later."),
            Map.entry("until", "Only entries or messages before this time."),
            Map.entry("noted", "Id and hash of an entry that were noted earlier: lastId, a colon and lastHash."));

    static {
        TAGS.put(
                "Log-in", "Tokens for programs and for pages of other origins; a session cookie for the bundled page.");
        TAGS.put("People", "Users and their presence; for administrators, accounts.");
        TAGS.put("Conversations", "The list, history, catching up, posting, reading.");
        TAGS.put("Rooms", "For staff, and ticket rooms for services.");
        TAGS.put("Tickets", "Opening and closing, and for staff the queue and the assignees.");
        TAGS.put("Automation", "For administrators: rules of automated replies.");
        TAGS.put("Dead letters", "For administrators: messages of ticket services that could not be processed.");
        TAGS.put("Audit", "For administrators: who did what, when and from where.");
        TAGS.put("Webhooks", "For administrators: programs that are called for each event.");
        TAGS.put("System", "For administrators: the state of the service.");
        TAGS.put("Notifications", "How the caller wants to be notified, and on which devices.");

        add(
                "POST /api/v1/tokens",
                "Log-in",
                "createToken",
                "Log in with a password and get a bearer token",
                "The token is shown only here and is valid for chat.tokens.lifetime. An unknown user and a wrong password"
                        + " get the same answer. Only failures count towards the limits.",
                "bad_request",
                "authentication_required",
                "rate_limited");
        add(
                "DELETE /api/v1/tokens",
                "Log-in",
                "endToken",
                "Log out",
                "Revokes the token of the call, and closes its sessions within a second.");
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
                "Also works when the login has already ended.",
                "forbidden");

        add(
                "GET /api/v1/log-in-options",
                "Log-in",
                "logInOptions",
                "What the log-in page offers",
                "For everybody. passwordLinks: a forgotten password can be set anew by a mail.");
        add(
                "POST /api/v1/password-links",
                "Log-in",
                "requestPasswordLink",
                "Ask for a mail with a link for a new password",
                "For everybody. The user name or mail address; the answer does not tell whether there is such an account."
                        + " Throttled like logins, and few mails are sent to one account.",
                "bad_request",
                "rate_limited");
        add(
                "POST /api/v1/password-links/check",
                "Log-in",
                "checkPasswordLink",
                "What a link is for",
                "For everybody who has the link. Otherwise the problem's reason is unknown, expired or used.",
                "bad_request",
                "not_found",
                "rate_limited");
        add(
                "POST /api/v1/password-links/use",
                "Log-in",
                "usePasswordLink",
                "Set a password by a link",
                "For everybody who has the link. It works once, and ends all logins of the user. A common password is"
                        + " refused with the reason common_password.",
                "bad_request",
                "not_found",
                "rate_limited");
        add(
                "GET /api/v1/me",
                "People",
                "getMe",
                "The caller",
                "The user of the token, with mail and language where they are known.");
        add(
                "PATCH /api/v1/me",
                "People",
                "changeMe",
                "Change one's own name or language",
                "Omitted fields stay. conflict: the name comes from the identity provider.",
                "bad_request",
                "conflict",
                "rate_limited");
        add(
                "PUT /api/v1/me/password",
                "People",
                "changeMyPassword",
                "Change one's own password",
                "All other logins end. A wrong current password is forbidden with the reason wrong_password, and counts"
                        + " like a failed login; a common new one is refused with the reason common_password.",
                "bad_request",
                "forbidden",
                "conflict",
                "rate_limited");
        add(
                "PUT /api/v1/me/picture",
                "People",
                "showMyPicture",
                "Show a picture of oneself",
                "The body is the file: a PNG, JPEG, GIF or lossy WebP of up to chat.picture.limit, whatever its Content-Type"
                        + " says. Only a small square of its middle is stored. The answer has its version.",
                "bad_request",
                "too_large",
                "unsupported_type",
                "quota_exceeded",
                "rate_limited",
                "unavailable");
        add(
                "DELETE /api/v1/me/picture",
                "People",
                "removeMyPicture",
                "Remove one's own picture",
                "Without effect if there is none.",
                "rate_limited");
        add(
                "GET /api/v1/users/{userId}/picture",
                "People",
                "getPicture",
                "A user's picture",
                "For whoever sees the user. A JPEG of at most 256 pixels; with the right version v it may be kept by caches.",
                "not_found");
        add(
                "DELETE /api/v1/users/{userId}/picture",
                "People",
                "removePicture",
                "Remove a user's picture",
                "Administrators only.",
                "forbidden",
                "not_found");
        add(
                "POST /api/v1/session/second-factor",
                "Log-in",
                "setUpSecondFactorToLogIn",
                "Begin to set up a second factor in order to log in",
                "After a login was refused with the reason second_factor_setup. The next login with a code confirms it.",
                "bad_request",
                "authentication_required",
                "conflict",
                "rate_limited");
        add(
                "GET /api/v1/me/second-factor",
                "Log-in",
                "mySecondFactor",
                "The caller's second factor",
                "Whether there is one, whether there must be, and how many recovery codes are left.");
        add(
                "POST /api/v1/me/second-factor",
                "Log-in",
                "setUpSecondFactor",
                "Begin to set up a second factor",
                "The secret is shown only here. PUT confirms it with a first code; before that it counts for nothing.",
                "bad_request",
                "forbidden",
                "conflict",
                "rate_limited");
        add(
                "PUT /api/v1/me/second-factor",
                "Log-in",
                "confirmSecondFactor",
                "Confirm a second factor with its first code",
                "The recovery codes are shown only here; each works once in place of a code.",
                "bad_request",
                "forbidden",
                "conflict");
        add(
                "POST /api/v1/me/second-factor/recovery-codes",
                "Log-in",
                "renewRecoveryCodes",
                "Replace the recovery codes",
                "The former ones are worthless afterwards.",
                "bad_request",
                "forbidden",
                "conflict",
                "rate_limited");
        add(
                "POST /api/v1/me/second-factor/removal",
                "Log-in",
                "removeMySecondFactor",
                "Remove one's own second factor",
                "conflict: chat.accounts.second-factor demands one.",
                "bad_request",
                "forbidden",
                "conflict",
                "rate_limited");
        add(
                "GET /api/v1/me/sessions",
                "Log-in",
                "mySessions",
                "The logins of the caller",
                "The newest first. Those with tokens of an identity provider are not listed.");
        add(
                "DELETE /api/v1/me/sessions/{sessionId}",
                "Log-in",
                "endMySession",
                "End a login of the caller",
                "Its open sessions end within a second.",
                "not_found");
        add(
                "DELETE /api/v1/me/sessions",
                "Log-in",
                "logOutEverywhere",
                "End all logins of the caller",
                "On all devices, including this one unless others=true; open sessions end within a second.",
                "bad_request");
        add(
                "GET /api/v1/users",
                "People",
                "listPeople",
                "The users whom the caller may see, with presence",
                "Clients see staff and those with whom they share a room; staff see everybody. Sorted by userId, or with"
                        + " sort=presence by presence: online, away or dnd, then offline users, the most recent first."
                        + " With enabled=false, administrators see disabled accounts instead, programs included.",
                "bad_request",
                "forbidden",
                "rate_limited");
        add(
                "GET /api/v1/users/{userId}",
                "People",
                "person",
                "One user whom the caller may see",
                "Administrators also find disabled accounts.",
                "not_found");
        add(
                "GET /api/v1/users/{userId}/account",
                "People",
                "account",
                "The account of a user",
                "Administrators only. Whether it is enabled and has a password, and how the user is reached by mail.",
                "forbidden",
                "not_found");
        add(
                "POST /api/v1/users",
                "People",
                "createPerson",
                "Create an account",
                "Administrators only. Without a password, this user can log in through the identity provider only.",
                "bad_request",
                "forbidden",
                "conflict");
        add(
                "PATCH /api/v1/users/{userId}",
                "People",
                "changePerson",
                "Change an account",
                "Administrators only. Omitted fields stay. A lower role applies to open sessions within a second;"
                        + " enabled: false and a new password end them. The last administrator cannot be removed.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict");

        add(
                "DELETE /api/v1/users/{userId}/second-factor",
                "People",
                "removeSecondFactor",
                "Remove the second factor of a user",
                "Administrators only, for somebody who has lost the device. Logging in takes the password alone then, or"
                        + " setting up another one.",
                "forbidden",
                "not_found");
        add(
                "POST /api/v1/users/{userId}/password-links",
                "People",
                "sendPasswordLink",
                "Send a link by which a user sets their password",
                "Administrators only. An invitation, if the user has no password. conflict: there is no mail server or no"
                        + " address, the account is disabled, or the password is the identity provider's.",
                "forbidden",
                "not_found",
                "conflict",
                "unavailable");

        add(
                "GET /api/v1/users/{userId}/sessions",
                "People",
                "listSessions",
                "List the logins of a user",
                "Administrators only. Tokens of an identity provider are not stored here, and not listed.",
                "forbidden",
                "not_found");
        add(
                "DELETE /api/v1/users/{userId}/sessions/{sessionId}",
                "People",
                "endSession",
                "End one login of a user",
                "Administrators only. Open sessions end within a second.",
                "forbidden",
                "not_found");
        add(
                "POST /api/v1/users/invitations",
                "People",
                "inviteUsers",
                "Invite many users by mail",
                "Administrators only. Users who have a password or no mail address are left out; invited names those"
                        + " who get a mail. conflict: there is no mail server.",
                "bad_request",
                "forbidden",
                "conflict",
                "unavailable");
        add(
                "POST /api/v1/users/import",
                "People",
                "importPeople",
                "Create and change accounts from a CSV file",
                "Administrators only. The first line names the columns userId, userName and userRole, and"
                        + " may name mail and language. If one line is"
                        + " refused, nothing is imported; with dryRun=true the answer says what would become of each"
                        + " line, and why lines are refused.",
                "bad_request",
                "forbidden",
                "too_large",
                "conflict");
        add(
                "DELETE /api/v1/users/{userId}/sessions",
                "People",
                "endSessions",
                "End all logins of a user",
                "Administrators only. Open sessions end within a second.",
                "forbidden",
                "not_found");

        add(
                "GET /api/v1/conversations",
                "Conversations",
                "listConversations",
                "The caller's conversations",
                "Latest event first.",
                "bad_request");
        add(
                "POST /api/v1/conversations",
                "Conversations",
                "openDirectConversation",
                "The direct conversation with a user",
                "Created by the first call; later calls of either user return the same one.",
                "bad_request",
                "forbidden",
                "not_found");
        add(
                "GET /api/v1/conversations/{conversationId}",
                "Conversations",
                "getConversation",
                "One conversation",
                "As in the list.",
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
                "Post a message",
                "201 with the stored event. With a clientMessageId the call is idempotent: the same content"
                        + " answers 200 with the stored event, other content 409.",
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
                "For catching up. nextCursor is the seq to continue after.",
                "bad_request",
                "not_found");
        add(
                "GET /api/v1/conversations/{conversationId}/events/{seq}",
                "Conversations",
                "getEvent",
                "One durable event",
                "With the words that it has now. Services get each event that ticket-service.events tells of.",
                "bad_request",
                "not_found");
        add(
                "GET /api/v1/conversations/{conversationId}/timeline",
                "Conversations",
                "getTimeline",
                "What a person sees, oldest first",
                "Messages as they are now, with their reactions, and comings and goings. One of before, after and around"
                        + " chooses the page; without them it is the newest. Events above asOfSeq are to be applied to it.",
                "bad_request",
                "not_found");
        add(
                "PATCH /api/v1/conversations/{conversationId}/messages/{seq}",
                "Conversations",
                "editMessage",
                "Replace the words of a message",
                "For its author. revision is the one that was seen; if there is another one by now, the answer is 409.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "closed",
                "too_large");
        add(
                "DELETE /api/v1/conversations/{conversationId}/messages/{seq}",
                "Conversations",
                "deleteMessage",
                "Take away the words of a message",
                "For its author, and administrators. Its place stays. Repeating it changes nothing.",
                "bad_request",
                "forbidden",
                "not_found",
                "closed");
        add(
                "GET /api/v1/conversations/{conversationId}/messages/{seq}/revisions",
                "Conversations",
                "listRevisions",
                "What a message has said",
                "Staff only. Revision 0 is what was first written; a deleted message has none. "
                        + "A page has about 300,000 characters at the most.",
                "bad_request",
                "forbidden",
                "not_found");
        add(
                "GET /api/v1/conversations/{conversationId}/messages/{seq}/reactions/{emoji}",
                "Conversations",
                "listReactors",
                "Who has put an emoji on a message",
                "Sorted by their ids; a message names the first twenty of them.",
                "bad_request",
                "not_found");
        add(
                "PUT /api/v1/conversations/{conversationId}/messages/{seq}/reactions/{emoji}",
                "Conversations",
                "react",
                "Put an emoji on a message",
                "Repeating it changes nothing.",
                "bad_request",
                "not_found",
                "conflict",
                "closed");
        add(
                "DELETE /api/v1/conversations/{conversationId}/messages/{seq}/reactions/{emoji}",
                "Conversations",
                "takeOffReaction",
                "Take an emoji off a message",
                "Repeating it changes nothing.",
                "bad_request",
                "not_found",
                "conflict",
                "closed");
        add(
                "PUT /api/v1/conversations/{conversationId}/messages/{seq}/pin",
                "Conversations",
                "pin",
                "Pin a message",
                "Staff only. Repeating it changes nothing.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "closed");
        add(
                "DELETE /api/v1/conversations/{conversationId}/messages/{seq}/pin",
                "Conversations",
                "unpin",
                "Unpin a message",
                "Staff only. Repeating it changes nothing.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "closed");
        add(
                "GET /api/v1/conversations/{conversationId}/pins",
                "Conversations",
                "listPins",
                "Pinned messages",
                "As they are now, the most recently pinned first.",
                "bad_request",
                "not_found");
        add(
                "PUT /api/v1/conversations/{conversationId}/unread",
                "Conversations",
                "markUnread",
                "Mark a conversation as unread from a message on",
                "For the caller alone: others see no difference.",
                "bad_request",
                "not_found");
        add(
                "GET /api/v1/message-settings",
                "Conversations",
                "getMessageSettings",
                "How long messages can be edited and deleted by their authors",
                "0 for never.");
        add(
                "POST /api/v1/conversations/{conversationId}/attachments",
                "Conversations",
                "uploadAttachment",
                "Upload a file for a message",
                "The body is the file. Content-Disposition has its name (RFC 6266); the type is found from the content.",
                "bad_request",
                "forbidden",
                "not_found",
                "too_large",
                "quota_exceeded",
                "infected",
                "unsupported_type");
        add(
                "GET /api/v1/attachments/{attachmentId}",
                "Conversations",
                "getAttachment",
                "Read a file",
                "For whoever may read its message; before it has one, for its uploader. Obeys Range and If-None-Match.",
                "not_found");
        add(
                "GET /api/v1/attachments/{attachmentId}/thumbnail",
                "Conversations",
                "getThumbnail",
                "Read a small copy of a picture",
                "size is small (480 pixels) or large (1600). Not found until the picture is ready.",
                "not_found");
        add(
                "DELETE /api/v1/attachments/{attachmentId}",
                "Conversations",
                "deleteAttachment",
                "Remove a file",
                "For its uploader until a message has it; for administrators always.",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "POST /api/v1/attachments/{attachmentId}/links",
                "Conversations",
                "linkAttachment",
                "Make a link to a file",
                "The link holds for one minute and needs no login. url is relative to the server.",
                "not_found");
        add(
                "GET /files/{token}",
                "Conversations",
                "followLink",
                "Read a file by a link",
                "Without a login, for one minute, and only as long as whoever made the link may read the file.",
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
                "Sorted by roomId, without their members. A service sees ticket rooms.",
                "bad_request",
                "forbidden",
                "rate_limited");
        add(
                "POST /api/v1/rooms",
                "Rooms",
                "openRoom",
                "Create a room",
                "A team room gets a new id, a ticket's room is ticket-{ticketId}. Staff who create one are members. A client among"
                        + " memberIds is the ticket's requester; at most one.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "rate_limited");
        add(
                "PATCH /api/v1/rooms/{roomId}",
                "Rooms",
                "changeRoom",
                "Rename or archive a team room, or bring it back",
                "Administrators only. An archived room is read-only (closed) and left out of lists; its members stay. conflict:"
                        + " it is the room of a ticket.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "rate_limited");
        add(
                "POST /api/v1/conversations/{conversationId}/ticket-requests",
                "Conversations",
                "askForTicket",
                "Request a ticket for a conversation",
                "Staff only. The ticket is opened at once with chat.tickets=own, else when the ticket service answers the event"
                        + " ticket.requested. The conversation then gets the event ticket_linked with the same requestId.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "GET /api/v1/search/messages",
                "Conversations",
                "searchMessages",
                "Search messages and titles",
                "What the caller may read, newest first; the first page begins with titles. q has words, \"phrases\" and"
                        + " -words; any text is a query. A page can have fewer items than the limit though others follow.",
                "bad_request",
                "forbidden",
                "rate_limited");
        add(
                "POST /api/v1/search/rebuild",
                "System",
                "rebuildSearch",
                "Make the search index anew",
                "From the logs, while the service runs. What is in the index is found until it is replaced.",
                "forbidden");
        add(
                "POST /api/v1/users/{userId}/exports",
                "People",
                "beginExport",
                "Begin to make a copy of somebody's data",
                "For oneself, and for administrators. A ZIP file of what the person has written and was told, without notes."
                        + " conflict while one is made, for oneself also for a while after it, for programs and for erased"
                        + " people.",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "GET /api/v1/users/{userId}/exports",
                "People",
                "listExports",
                "List the copies of somebody's data",
                "For oneself, and for administrators. The one that is made and those that are kept, the newest first.",
                "forbidden",
                "not_found");
        add(
                "GET /api/v1/users/{userId}/exports/{exportId}",
                "People",
                "getExport",
                "Get how far an export is",
                "For oneself, and for administrators.",
                "forbidden",
                "not_found");
        add(
                "GET /api/v1/users/{userId}/exports/{exportId}/file",
                "People",
                "downloadExport",
                "Download an export",
                "For oneself, and for administrators; audited. A ZIP file.",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "POST /api/v1/users/{userId}/erasure",
                "People",
                "erasePerson",
                "Erase a person",
                "Administrators only. It cannot be undone. conflict for programs, for oneself, for the last administrator and"
                        + " for somebody who was erased already.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "held");
        add(
                "POST /api/v1/conversations/{conversationId}/erasure",
                "Conversations",
                "eraseConversation",
                "Erase all messages and files of a conversation",
                "Administrators only. The notes of a room are erased with it. It cannot be undone.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "held");
        add(
                "GET /api/v1/erasures/{erasureId}",
                "System",
                "getErasure",
                "Get how far an erasure is",
                "Administrators only. The numbers count deleted messages.",
                "forbidden",
                "not_found");
        add(
                "GET /api/v1/retention",
                "System",
                "getRetention",
                "Get the days after which messages go",
                "Administrators only. 0 for never.",
                "forbidden");
        add(
                "GET /api/v1/retention/dry-run",
                "System",
                "getRetentionDryRun",
                "List what the rules of retention would remove now",
                "Administrators only. Nothing is removed.",
                "bad_request",
                "forbidden");
        add(
                "GET /api/v1/retention/holds",
                "System",
                "listHolds",
                "List the conversations that are held",
                "Administrators only.",
                "bad_request",
                "forbidden");
        add(
                "GET /api/v1/conversations/{conversationId}/hold",
                "Conversations",
                "getHold",
                "Get whether a conversation is held",
                "Administrators only. A hold of a room counts for its notes as well.",
                "forbidden");
        add(
                "PUT /api/v1/conversations/{conversationId}/hold",
                "Conversations",
                "setHold",
                "Keep a conversation, whatever its age",
                "Administrators only. conflict while something in it is being erased.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "DELETE /api/v1/conversations/{conversationId}/hold",
                "Conversations",
                "releaseHold",
                "End a hold",
                "Administrators only.",
                "bad_request",
                "forbidden",
                "not_found");
        add(
                "GET /api/v1/encryption",
                "System",
                "getEncryption",
                "How encryption at rest stands",
                "Administrators only. What follows enabled is missing if it is switched off.",
                "forbidden");
        add(
                "POST /api/v1/encryption/rotation",
                "System",
                "rotateEncryption",
                "Make a new key-encryption key",
                "Administrators only. The data keys are wrapped anew while the service runs; messages stay as they are.",
                "forbidden",
                "conflict");
        add(
                "POST /api/v1/epoch",
                "System",
                "changeEpoch",
                "Tell that the database was restored from a backup",
                "Administrators only. Nodes and clients forget what they know of the former state.",
                "forbidden");
        add(
                "GET /api/v1/conversations/{conversationId}/transcript",
                "Conversations",
                "getTranscript",
                "All messages, as a file",
                "As text, as JSON or as HTML; times are UTC. Internal notes are not included.",
                "bad_request",
                "not_found");
        add(
                "GET /api/v1/tickets",
                "Tickets",
                "listTickets",
                "Tickets for staff and services",
                "waiting: open, without assignee, and claimable by the caller. mine, offered: the caller's. open, closed: all of these. The longest waiting first, for closed ones the newest first, unless sort says otherwise. firstMessage is how the first message in the room begins; waitingSince is present while nobody has the ticket; unreadNotes counts notes of others that the caller has not read.",
                "bad_request",
                "forbidden",
                "rate_limited");
        add(
                "GET /api/v1/tickets/{ticketId}",
                "Tickets",
                "getTicket",
                "One ticket",
                "Staff and services.",
                "forbidden",
                "not_found");
        add(
                "GET /api/v1/tickets/{ticketId}/preview",
                "Tickets",
                "previewTicket",
                "One ticket with its newest messages and notes",
                "For staff, who may read a ticket before they take it or join its room.",
                "forbidden",
                "not_found");
        add(
                "POST /api/v1/tickets/{ticketId}/claim",
                "Tickets",
                "claimTicket",
                "Claim a ticket",
                "Of two concurrent calls, one succeeds. Like all steps, it is idempotent.",
                "forbidden",
                "not_found",
                "conflict",
                "rate_limited");
        add(
                "PATCH /api/v1/tickets/{ticketId}",
                "Tickets",
                "changeTicket",
                "Change the title of a ticket, or replace its requester by another client",
                "Staff only. One of the two, or both. The former requester leaves the room and cannot come back. With"
                        + " chat.tickets=external the title is the ticket service's.",
                "bad_request",
                "forbidden",
                "not_found",
                "rate_limited");
        add(
                "GET /api/v1/ticket-settings",
                "Tickets",
                "getTicketSettings",
                "Whether this service keeps the tickets, and their statuses",
                "Without statuses where a ticket service keeps them.");
        add(
                "POST /api/v1/tickets",
                "Tickets",
                "openTicket",
                "Open a ticket",
                "With chat.tickets=own. Clients open tickets for themselves: without memberIds, and without or with their own"
                        + " requesterId. 201 the first time; with a clientMessageId the call is idempotent: the same content"
                        + " again gets 200 and the ticket. The conversation gets the event ticket_linked.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "too_large",
                "rate_limited");
        add(
                "POST /api/v1/tickets/{ticketId}/close",
                "Tickets",
                "closeTicket",
                "Close a ticket",
                "With chat.tickets=own, by staff and by its requester. The message is for everybody in the room; the reason, by"
                        + " staff alone, is an internal note.",
                "bad_request",
                "forbidden",
                "not_found",
                "too_large",
                "rate_limited");
        add(
                "POST /api/v1/tickets/{ticketId}/reopen",
                "Tickets",
                "reopenTicket",
                "Reopen a closed ticket",
                "With chat.tickets=own, by staff, and by its requester within chat.ticket.reopen-within. It goes back to its"
                        + " former assignee, or into the queue of its tier.",
                "forbidden",
                "not_found",
                "closed",
                "rate_limited");
        add(
                "POST /api/v1/tickets/{ticketId}/status",
                "Tickets",
                "setTicketStatus",
                "Change the status of a ticket",
                "With chat.tickets=own, by staff. One of chat.ticket.statuses; the last one closes the ticket.",
                "bad_request",
                "forbidden",
                "not_found",
                "closed",
                "rate_limited");
        add(
                "POST /api/v1/tickets/{ticketId}/assign",
                "Tickets",
                "assignTicket",
                "Assign a ticket to a member of staff",
                "A ticket that has an assignee: administrators only.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "rate_limited");
        add(
                "POST /api/v1/tickets/{ticketId}/release",
                "Tickets",
                "releaseTicket",
                "Return a ticket to the queue of its tier",
                "The former assignee leaves the room unless observe is true.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "rate_limited");
        add(
                "POST /api/v1/tickets/{ticketId}/escalate",
                "Tickets",
                "escalateTicket",
                "Move a ticket to the queue of a higher tier",
                "The note is for staff only. The former assignee leaves the room unless observe is true.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "too_large",
                "rate_limited");
        add(
                "POST /api/v1/tickets/{ticketId}/return",
                "Tickets",
                "returnTicket",
                "Move a ticket to the queue of a lower tier",
                "The note is for staff only. The former assignee leaves the room unless observe is true.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "too_large",
                "rate_limited");
        add(
                "POST /api/v1/tickets/{ticketId}/handovers",
                "Tickets",
                "offerTicket",
                "Offer a ticket to a colleague",
                "The colleague joins the room and accepts or declines. The note is for staff only.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "too_large",
                "rate_limited");
        add(
                "POST /api/v1/tickets/{ticketId}/handovers/{handoverId}/accept",
                "Tickets",
                "acceptTicket",
                "Accept a ticket",
                "For the user to whom it is offered.",
                "forbidden",
                "not_found",
                "conflict",
                "rate_limited");
        add(
                "POST /api/v1/tickets/{ticketId}/handovers/{handoverId}/decline",
                "Tickets",
                "declineTicket",
                "Decline a ticket",
                "For the user to whom it is offered.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict",
                "too_large",
                "rate_limited");
        add(
                "DELETE /api/v1/tickets/{ticketId}/handovers/{handoverId}",
                "Tickets",
                "withdrawTicket",
                "Withdraw an offer",
                "For the assignee and administrators.",
                "forbidden",
                "not_found",
                "conflict",
                "rate_limited");
        add(
                "GET /api/v1/opening-hours",
                "Automation",
                "getOpeningHours",
                "Opening hours and holidays",
                "Administrators only. Those of the configuration until somebody changes them. With the ETag for If-Match.",
                "forbidden");
        add(
                "PUT /api/v1/opening-hours",
                "Automation",
                "changeOpeningHours",
                "Change opening hours and holidays",
                "Administrators only. All of them at once. With If-Match the change is refused (conflict) if somebody"
                        + " else has changed them meanwhile.",
                "bad_request",
                "forbidden",
                "conflict");
        add(
                "GET /api/v1/support",
                "Tickets",
                "getSupport",
                "Whether support is open, and how soon it answers",
                "answerSeconds is the median of the last week; it is missing if too few tickets were opened.");
        add(
                "GET /api/v1/automation-rules",
                "Automation",
                "listAutomationRules",
                "Rules of automated replies",
                "Administrators only. Those of the configuration first.",
                "forbidden");
        add(
                "POST /api/v1/automation-rules",
                "Automation",
                "addAutomationRule",
                "Create a rule",
                "Administrators only. status belongs to the trigger status, afterSeconds to no_answer. Placeholders are {number}, {title}, {status}, {requester} and {assignee}.",
                "bad_request",
                "forbidden",
                "conflict");
        add(
                "POST /api/v1/automation-rules/preview",
                "Automation",
                "previewAutomationRule",
                "What a rule would say, and when it would have said it",
                "Administrators only. Nothing is stored or said. Looks at the last 200 events of the 50 tickets in which"
                        + " something has happened last.",
                "bad_request",
                "forbidden");
        add(
                "GET /api/v1/automation-rules/{ruleId}",
                "Automation",
                "getAutomationRule",
                "One rule",
                "Administrators only. With the ETag for If-Match.",
                "forbidden",
                "not_found");
        add(
                "PUT /api/v1/automation-rules/{ruleId}",
                "Automation",
                "changeAutomationRule",
                "Change a rule",
                "Administrators only. Rules of the configuration cannot be changed. With If-Match the change is refused"
                        + " (conflict) if somebody else has changed the rule meanwhile.",
                "bad_request",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "DELETE /api/v1/automation-rules/{ruleId}",
                "Automation",
                "removeAutomationRule",
                "Remove a rule",
                "Administrators only. Rules of the configuration cannot be changed. With If-Match it"
                        + " is refused (conflict) if the rule has changed meanwhile.",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "GET /api/v1/system",
                "System",
                "getSystem",
                "The state of the service",
                "Administrators only. As the node that answers sees it: version, broker, database, the health of its"
                        + " parts, and some of its metrics.",
                "forbidden");
        add(
                "GET /api/v1/dead-letters",
                "Dead letters",
                "listDeadLetters",
                "Dead letters",
                "Administrators only. The oldest first, of one sender or queue or of all; empty without RabbitMQ.",
                "bad_request",
                "forbidden");
        add(
                "POST /api/v1/dead-letters/{letterId}/replay",
                "Dead letters",
                "replayDeadLetter",
                "Replay a dead letter",
                "Administrators only. It returns to its queue with its original sender; it comes"
                        + " back here if it is refused again.",
                "forbidden",
                "not_found",
                "conflict");
        add(
                "DELETE /api/v1/dead-letters",
                "Dead letters",
                "dropDeadLettersOfSender",
                "Drop the dead letters of a sender",
                "Administrators only. All that this account has sent to this queue; empty where that is unknown.",
                "bad_request",
                "forbidden");
        add(
                "DELETE /api/v1/dead-letters/{letterId}",
                "Dead letters",
                "dropDeadLetter",
                "Drop a dead letter",
                "Administrators only.",
                "forbidden",
                "not_found");
        add(
                "GET /api/v1/audit",
                "Audit",
                "listAuditEntries",
                "The audit log",
                "Administrators only. The newest first. before and after have no fixed fields: they say what the action"
                        + " changed.",
                "bad_request",
                "forbidden");
        add(
                "GET /api/v1/audit/csv",
                "Audit",
                "exportAuditEntries",
                "The audit log as a CSV file",
                "Administrators only. All entries that fit, the newest first. A cell that begins like a formula has an"
                        + " apostrophe before it. The export is an entry itself.",
                "bad_request",
                "forbidden");
        add(
                "GET /api/v1/audit/verification",
                "Audit",
                "verifyAuditLog",
                "Verify the audit log",
                "Administrators only. Computes the hashes of all entries anew. firstBroken is the first entry that is"
                        + " missing or was changed.",
                "bad_request",
                "forbidden");
        add("GET /api/v1/webhooks", "Webhooks", "listWebhooks", "All webhooks", "Administrators only.", "forbidden");
        add(
                "POST /api/v1/webhooks",
                "Webhooks",
                "addWebhook",
                "Create a webhook",
                "Administrators only. The signing secret is shown only in this answer.",
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
                "Administrators only. Restarts a stopped webhook.",
                "bad_request",
                "forbidden",
                "not_found");
        add(
                "DELETE /api/v1/webhooks/{webhookId}",
                "Webhooks",
                "removeWebhook",
                "Delete a webhook",
                "Administrators only. Also deletes its log.",
                "forbidden",
                "not_found");
        add(
                "POST /api/v1/webhooks/{webhookId}/secret",
                "Webhooks",
                "changeWebhookSecret",
                "Change the secret",
                "Administrators only. For a while, calls are also signed with the former one.",
                "forbidden",
                "not_found");
        add(
                "POST /api/v1/webhooks/{webhookId}/stop",
                "Webhooks",
                "stopWebhook",
                "Stop a webhook",
                "Administrators only. No more calls are made until it is saved again; its events wait meanwhile.",
                "forbidden",
                "not_found");
        add(
                "POST /api/v1/webhooks/{webhookId}/test",
                "Webhooks",
                "testWebhook",
                "Make a test call",
                "Administrators only. The event webhook.test, whatever events the webhook wants; the log of calls shows"
                        + " the answer.",
                "forbidden",
                "not_found",
                "conflict");
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
                "Repeat a call",
                "Administrators only.",
                "forbidden",
                "not_found");
        add("GET /api/v1/rooms/{roomId}", "Rooms", "getRoom", "One room", "With its members.", "not_found");
        add(
                "PUT /api/v1/rooms/{roomId}/members/{userId}",
                "Rooms",
                "addMember",
                "Add a member",
                "Idempotent.",
                "forbidden",
                "not_found",
                "rate_limited");
        add(
                "DELETE /api/v1/rooms/{roomId}/members/{userId}",
                "Rooms",
                "removeMember",
                "Remove a member",
                "Their subscription ends within a second. A client is no longer the requester. Idempotent.",
                "not_found",
                "rate_limited");

        add(
                "GET /api/v1/me/notification-settings",
                "Notifications",
                "getNotificationSettings",
                "The caller's settings",
                "Settings that were never changed have their defaults.");
        add(
                "PUT /api/v1/me/notification-settings",
                "Notifications",
                "changeNotificationSettings",
                "Change the settings",
                "All fields are required except doNotDisturb.until and hoursPausedUntil. Mutes do not change.",
                "bad_request",
                "forbidden");
        add(
                "PUT /api/v1/me/muted-conversations/{conversationId}",
                "Notifications",
                "muteConversation",
                "Do not notify of a conversation",
                "With mentions: true, messages that mention the caller by id or name are still notified.",
                "bad_request",
                "forbidden",
                "not_found");
        add(
                "DELETE /api/v1/me/muted-conversations/{conversationId}",
                "Notifications",
                "unmuteConversation",
                "Notify of a conversation again",
                "Idempotent.");
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
