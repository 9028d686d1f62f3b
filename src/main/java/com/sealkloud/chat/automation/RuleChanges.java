package com.sealkloud.chat.automation;

import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.encryption.Sealing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What administrators change about the rules, with its entry in the audit log. */
@Component
class RuleChanges {

    private final RuleStore rules;
    private final AuditLog audit;
    private final Sealing sealing;
    private final TransactionTemplate transactions;

    RuleChanges(RuleStore rules, AuditLog audit, Sealing sealing, TransactionTemplate transactions) {
        this.rules = rules;
        this.audit = audit;
        this.sealing = sealing;
        this.transactions = transactions;
    }

    void add(Rule rule) {
        commit(() -> {
            rules.add(rule);
            record("rule.added", rule, null, rule);
        });
    }

    /** @param requirement throws if the rule as it is must not be changed */
    void change(Consumer<Rule> requirement, Rule rule) {
        commit(() -> rules.lock(rule.ruleId()).ifPresent(before -> {
            requirement.accept(before);
            rules.change(rule);
            record("rule.changed", rule, before, rule);
        }));
    }

    /** @param requirement as for a change */
    void remove(Consumer<Rule> requirement, Rule rule) {
        commit(() -> rules.lock(rule.ruleId()).ifPresent(before -> {
            requirement.accept(before);
            rules.remove(rule.ruleId());
            record("rule.removed", rule, before, null);
        }));
    }

    private void commit(Runnable change) {
        transactions.executeWithoutResult(status -> change.run());
        // Not earlier: before the commit, others would read the former rules into the cache.
        rules.forgetKnown();
    }

    private void record(String action, Rule rule, @Nullable Rule before, @Nullable Rule after) {
        audit.record(action, "rule:" + rule.ruleId(), audited(before), audited(after));
    }

    private @Nullable Map<String, @Nullable Object> audited(@Nullable Rule rule) {
        if (rule == null) {
            return null;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("trigger", rule.trigger());
        values.put("status", rule.status());
        Duration after = rule.after();
        values.put("afterSeconds", after == null ? null : after.toSeconds());
        if (sealing.isOn()) {
            // Nothing in the audit log is sealed, because its entries are hashed as they are.
            values.put("characters", rule.content().length());
        } else {
            values.put("content", rule.content());
        }
        return values;
    }
}
