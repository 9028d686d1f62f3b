package com.sealkloud.chat.ticket;

import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ConversationRepository;
import com.sealkloud.chat.conversation.Tier;
import com.sealkloud.chat.ticket.DemoSteps.Line;
import com.sealkloud.chat.ticket.TicketDesk.Parting;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * What the demo people have said and done before anybody looks: a team room, direct messages, and a
 * ticket in each state. It happens once, in an empty database. {@link DemoSteps} knows how.
 */
@Component
@ConditionalOnBooleanProperty("chat.demo")
@ConditionalOnBooleanProperty(name = "chat.demo-data", matchIfMissing = true)
class DemoHelpdesk {

    private static final Logger log = LoggerFactory.getLogger(DemoHelpdesk.class);

    private static final String TEAM_ROOM = "support";

    private final DemoSteps steps;
    private final TicketDesk desk;
    private final ConversationRepository conversations;

    DemoHelpdesk(DemoSteps steps, TicketDesk desk, ConversationRepository conversations) {
        this.steps = steps;
        this.desk = desk;
        this.conversations = conversations;
    }

    /** A trial must not fail to start because of what is only there to be looked at. */
    @EventListener(ApplicationReadyEvent.class)
    void open() {
        try {
            if (steps.areDone("complete") || !steps.areDone("begun") && isInUse()) {
                return;
            }
            steps.once("begun", () -> {});
            team();
            directMessages();
            tickets();
            steps.once("complete", () -> {});
        } catch (DataIntegrityViolationException anotherNodeDoesIt) {
            log.debug("Another node opens the demo helpdesk", anotherNodeDoesIt);
        } catch (RuntimeException e) {
            log.warn("The demo helpdesk is incomplete", e);
        }
    }

    private boolean isInUse() {
        return conversations.existsByKindIn(EnumSet.of(ConversationKind.DIRECT, ConversationKind.TICKET));
    }

    private void team() {
        Stream.of("ada", "mona", "ravi", "lena").forEach(userId -> steps.join(userId, TEAM_ROOM));
        steps.say(
                TEAM_ROOM,
                new Line("ada", "Good morning! The new printers arrive on Thursday. Please tell people who ask."),
                new Line("ravi", "Thanks. I move the **second floor** over on Friday, between 7 and 8."),
                new Line("lena", "Two people have asked already. I point them to this room."),
                new Line("mona", "The VPN gateway gets its update tonight at 22:00. It is away for ten minutes."));
    }

    private void directMessages() {
        steps.say(
                steps.between("carol", "lena"),
                new Line("carol", "Hi Lena, is the meeting room system repaired?"),
                new Line("lena", "Yes, since this morning. Call me if the camera stays dark."),
                new Line("carol", "It works, thank you!"));
        steps.say(
                steps.between("lena", "ravi"),
                new Line("lena", "Could you look at the VPN ticket? I have no access to the gateway's log."),
                new Line("ravi", "I take it after lunch."));
    }

    private void tickets() {
        solved();
        pending();
        escalated();
        claimed();
        steps.open("printer", "dave", "The printer on the second floor prints blank pages")
                .say(new Line(
                        "dave", "Since this morning every page comes out blank. I have changed the toner already."));
        steps.open("shared-folder", "carol", "No access to the folder of the sales team")
                .say(
                        new Line(
                                "carol",
                                "I work with the sales team since Monday, and cannot open their shared folder."),
                        new Line("carol", "It says: *You do not have permission*."));
    }

    private void claimed() {
        DemoSteps.Opened ticket = steps.open("time-sheet", "carol", "The time sheet does not save my hours")
                .say(new Line("carol", "I enter my hours and press Save, and the page is empty again."))
                .by("lena", desk::claim)
                .say(
                        new Line("lena", "I am sorry about that. Which browser do you use?"),
                        new Line("carol", "Firefox, on the laptop that I got last week."));
        ticket.note(new Line("lena", "Same as last month: the add-on of the scanner blocks the request."));
    }

    private void escalated() {
        steps.open("vpn", "dave", "The VPN breaks off every few minutes")
                .say(new Line("dave", "At home the VPN breaks off after two or three minutes. In the office it holds."))
                .by("lena", desk::claim)
                .say(new Line("lena", "I pass this on to our network people. They see the log of the gateway."))
                .by(
                        "lena",
                        (person, ticketId) -> desk.escalate(
                                person,
                                ticketId,
                                Tier.L2,
                                new Parting("His router is fine, other video calls hold. Look at the gateway.", true)));
    }

    private void pending() {
        steps.open("monitor", "carol", "A second monitor for my desk")
                .say(new Line("carol", "Could I get a second monitor? My manager agrees."))
                .by("lena", desk::claim)
                .say(new Line("lena", "It is ordered, and should be here next week. I will write when it comes."))
                .pending("lena");
    }

    private void solved() {
        steps.open("password", "dave", "My mailbox asks for the password again and again")
                .say(new Line("dave", "The mail program asks for my password all the time."))
                .by("lena", desk::claim)
                .say(new Line("lena", "It has expired. Choose a new one at the portal, then log in once more."))
                .say(new Line("dave", "That helped, thank you."))
                .close("lena", "Glad to hear that. I close the ticket; write here if it comes back.");
    }
}
