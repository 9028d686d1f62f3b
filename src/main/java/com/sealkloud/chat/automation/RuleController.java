package com.sealkloud.chat.automation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.api.EntityTag;
import com.sealkloud.chat.api.Ids;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.api.RefusalCode;
import com.sealkloud.chat.text.VisibleLine;
import com.sealkloud.chat.text.VisibleText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rules for automated replies, for administrators. */
@RestController
@RequestMapping("/api/v1/automation-rules")
@PreAuthorize("hasAuthority('admin')")
class RuleController {

    private static final int A_WEEK = 7 * 24 * 60 * 60;

    private final RuleStore rules;
    private final RuleChanges changes;
    private final RulePreviews previews;
    private final AutomationProperties properties;

    RuleController(RuleStore rules, RuleChanges changes, RulePreviews previews, AutomationProperties properties) {
        this.rules = rules;
        this.changes = changes;
        this.previews = previews;
        this.properties = properties;
    }

    /**
     * @param status for the trigger {@code status} only
     * @param afterSeconds for the trigger {@code no_answer} only
     */
    record RuleRequest(
            @NotNull Trigger trigger,
            @Nullable @VisibleLine(max = 40) String status,
            @Nullable @Min(1) @Max(A_WEEK) Integer afterSeconds,

            @NotNull @VisibleText(max = Rule.LONGEST_CONTENT)
            String content) {

        Rule named(String ruleId) {
            try {
                return new Rule(
                        ruleId,
                        trigger,
                        status,
                        afterSeconds == null ? null : Duration.ofSeconds(afterSeconds),
                        content);
            } catch (IllegalArgumentException e) {
                throw Refusal.badRequest(String.valueOf(e.getMessage()));
            }
        }
    }

    /** @param configured whether it is part of the configuration, and cannot be changed here */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RuleView(
            String ruleId,
            Trigger trigger,
            @Nullable String status,
            @Nullable Long afterSeconds,
            String content,
            boolean configured) {

        static RuleView of(Rule rule, boolean isConfigured) {
            Duration after = rule.after();
            return new RuleView(
                    rule.ruleId(),
                    rule.trigger(),
                    rule.status(),
                    after == null ? null : after.toSeconds(),
                    rule.content(),
                    isConfigured);
        }
    }

    @GetMapping
    Page<RuleView> list() {
        return new Page<>(
                Stream.concat(
                                rules.configured().stream().map(rule -> RuleView.of(rule, true)),
                                rules.made().stream().map(rule -> RuleView.of(rule, false)))
                        .toList(),
                null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RuleView add(@Valid @RequestBody RuleRequest request) {
        if (rules.made().size() >= properties.most()) {
            throw new Refusal(RefusalCode.CONFLICT, "There are " + properties.most() + " rules already.");
        }
        Rule rule = request.named(Ids.next());
        changes.add(rule);
        return RuleView.of(rule, false);
    }

    /**
     * What a rule would say, and when it would have said it. Nothing is stored or said.
     *
     * @param ruleId the rule that is to be changed so; without it, it would be a new one
     */
    @PostMapping("/preview")
    RulePreviews.Preview preview(
            @RequestParam(required = false) @Nullable @Pattern(regexp = Ids.PATTERN) String ruleId,
            @Valid @RequestBody RuleRequest request) {
        return previews.of(request.named(ruleId == null ? "preview" : ruleId));
    }

    /** One rule; its ETag lets a change notice that somebody else was faster. */
    @GetMapping("/{ruleId}")
    ResponseEntity<RuleView> get(@PathVariable String ruleId) {
        Rule rule = rules.find(ruleId).orElseThrow(() -> notFound(ruleId));
        return tagged(rule, rules.configured().contains(rule));
    }

    /** @param ifMatch the ETag of the rule that is to be changed; without it any is */
    @PutMapping("/{ruleId}")
    ResponseEntity<RuleView> change(
            @PathVariable String ruleId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody RuleRequest request) {
        requireMade(ruleId);
        Rule rule = request.named(ruleId);
        changes.change(present -> requireMatch(present, ifMatch), rule);
        return tagged(rule, false);
    }

    private static ResponseEntity<RuleView> tagged(Rule rule, boolean isConfigured) {
        return ResponseEntity.ok().eTag(tag(rule).value()).body(RuleView.of(rule, isConfigured));
    }

    private static EntityTag tag(Rule rule) {
        Duration after = rule.after();
        return EntityTag.of(String.join(
                "\n",
                rule.trigger().name(),
                String.valueOf(rule.status()),
                after == null ? "" : after.toString(),
                rule.content()));
    }

    private static void requireMatch(Rule present, @Nullable String ifMatch) {
        if (ifMatch != null && !tag(present).matches(ifMatch)) {
            throw new Refusal(RefusalCode.CONFLICT, "Somebody else has changed the rule meanwhile. Read it again.");
        }
    }

    private static Refusal notFound(String ruleId) {
        return Refusal.notFound("There is no rule " + ruleId + ".");
    }

    /** @param ifMatch the ETag of the rule that is to be deleted; without it any is */
    @DeleteMapping("/{ruleId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable String ruleId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        changes.remove(present -> requireMatch(present, ifMatch), requireMade(ruleId));
    }

    private Rule requireMade(String ruleId) {
        if (rules.configured().stream().anyMatch(rule -> rule.ruleId().equals(ruleId))) {
            throw new Refusal(RefusalCode.CONFLICT, "The rule " + ruleId + " stands in the configuration.");
        }
        return rules.find(ruleId).orElseThrow(() -> notFound(ruleId));
    }
}
