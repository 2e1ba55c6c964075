package dev.agentguard.javaagent.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentguard.javaagent.rules.RuleReport;
import dev.agentguard.javaagent.rules.RuleReport.Enforced;
import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Rule;
import java.util.Locale;

/** What rules do, as one JSON object. */
final class RulesJson {

    private RulesJson() {}

    static String of(RuleReport report) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        ArrayNode rules = json.putArray("rules");
        for (Enforced enforced : report.enforced()) {
            Rule rule = enforced.rule();
            rules.addObject()
                    .put("id", rule.id())
                    .put("source", rule.source())
                    .put("verdict", rule.verdict().name().toLowerCase(Locale.ROOT))
                    .put("text", rule.text())
                    .put("means", rule.pattern().toString())
                    .put("reading", rule.reading())
                    .put("instead", rule.instead())
                    .put("example", enforced.example());
        }
        ArrayNode advice = json.putArray("advice");
        for (Advice each : report.advice()) {
            advice.addObject()
                    .put("source", each.source())
                    .put("text", each.text())
                    .put("because", each.because());
        }
        return json.toString();
    }
}
