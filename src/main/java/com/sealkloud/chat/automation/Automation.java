package com.sealkloud.chat.automation;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.automation.AutomatedReplies.Reply;
import com.sealkloud.chat.message.MessageKind;
import com.sealkloud.chat.planning.PlannedRooms;
import com.sealkloud.chat.program.ProgramRequest;
import com.sealkloud.chat.program.RoomPosts;
import com.sealkloud.chat.program.RoomPosts.RoomPost;
import com.sealkloud.chat.text.Characters;
import com.sealkloud.chat.ticket.Ticket;
import com.sealkloud.chat.ticket.TicketTimer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Posts the automated reply of a rule into a ticket's room. */
@Service
class Automation {

    private static final Logger log = LoggerFactory.getLogger(Automation.class);

    private static final String SENDER = "automation";

    private final AutomatedReplies replies;
    private final RuleStore rules;
    private final TriggeredRules planner;
    private final PlannedRooms planned;
    private final TicketTimer tickets;
    private final RoomPosts posts;
    private final Template template;
    private final Person sender;

    Automation(
            AutomatedReplies replies,
            RuleStore rules,
            TriggeredRules planner,
            PlannedRooms planned,
            TicketTimer tickets,
            RoomPosts posts,
            Template template,
            AutomationProperties properties) {
        this.replies = replies;
        this.rules = rules;
        this.planner = planner;
        this.planned = planned;
        this.tickets = tickets;
        this.posts = posts;
        this.template = template;
        this.sender = new Person(SENDER, properties.senderName(), Role.SERVICE);
    }

    /**
     * Posts it unless another node has, or somebody has answered meanwhile. A deleted rule posts
     * nothing.
     */
    @Transactional
    public void say(Reply reply) {
        planned.lock(planner, reply.conversationId());
        Optional<Ticket> ticket = tickets.lock(reply.conversationId());
        planned.catchUp(planner, reply.conversationId());
        if (replies.take(reply) && ticket.isPresent()) {
            rules.find(reply.ruleId())
                    .map(rule -> template.fill(rule.content(), ticket.get()))
                    .filter(content -> !Characters.isBlank(content))
                    .ifPresent(content -> say(reply, content));
        }
    }

    private void say(Reply reply, String filled) {
        String content = Characters.shortened(filled, posts.longestContent());
        if (!content.equals(filled)) {
            log.warn(
                    "What the rule {} says in {} is cut: with its placeholders filled it is longer than {} characters",
                    reply.ruleId(),
                    reply.conversationId(),
                    posts.longestContent());
        }
        ProgramRequest request = new ProgramRequest(sender, null, "", null);
        posts
                .post(
                        sender,
                        reply.conversationId(),
                        false,
                        List.of(new RoomPost(request, content, MessageKind.AUTOMATED, null, null)))
                .stream()
                .flatMap(outcome -> Stream.ofNullable(outcome.refusal()))
                .forEach(refusal -> log.warn(
                        "The rule {} says nothing in {}: {}",
                        reply.ruleId(),
                        reply.conversationId(),
                        refusal.reason()));
    }
}
