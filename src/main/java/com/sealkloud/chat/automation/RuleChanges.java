package com.sealkloud.chat.automation;

import com.sealkloud.chat.audit.AuditLog;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What administrators change about the rules, with its entry in the audit log. */
@Component
class RuleChanges {

    private final RuleStore rules;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    RuleChanges(RuleStore rules, AuditLog audit, TransactionTemplate transactions) {
        this.rules = rules;
        this.audit = audit;
        this.transactions = transactions;
    }

    void add(Rule rule) {
        commit("rule.added", null, rule, () -> rules.add(rule));
    }

    void change(Rule before, Rule after) {
        commit("rule.changed", before, after, () -> rules.change(after));
    }

    void remove(Rule rule) {
        commit("rule.removed", rule, null, () -> rules.remove(rule.ruleId()));
    }

    private void commit(String action, @Nullable Rule before, @Nullable Rule after, Runnable change) {
        Rule rule = after != null ? after : before;
        String target = rule == null ? null : "rule:" + rule.ruleId();
        transactions.executeWithoutResult(status -> {
            change.run();
            audit.record(action, target, audited(before), audited(after));
        });
        // Not earlier: before the commit, others would read the former rules into the cache.
        rules.forgetKnown();
    }

    private static @Nullable Map<String, @Nullable Object> audited(@Nullable Rule rule) {
        if (rule == null) {
            return null;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("trigger", rule.trigger());
        values.put("status", rule.status());
        Duration after = rule.after();
        values.put("afterSeconds", after == null ? null : after.toSeconds());
        values.put("content", rule.content());
        return values;
    }
}
