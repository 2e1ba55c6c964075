package dev.agentguard.javaagent.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.annotation.Reversibility;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a case of a line. */
final class CaseParser {

    private static final Map<String, Reversibility> LABELS = Map.of(
            "READ", Reversibility.READ_ONLY,
            "READ_ONLY", Reversibility.READ_ONLY,
            "REVERSIBLE", Reversibility.REVERSIBLE,
            "RECOVERABLE", Reversibility.RECOVERABLE,
            "IRREVERSIBLE", Reversibility.IRREVERSIBLE);
    private static final Set<String> VERDICTS = Set.of("allow", "ask", "deny");

    private final CaseActions actions;

    CaseParser(boolean trustHints) {
        this.actions = new CaseActions(trustHints);
    }

    Case parse(CaseLine line) throws CaseException {
        String kindText = line.text("kind");
        Kind kind = Kind.of(kindText);
        if (kind == null) {
            throw new CaseException("unknown kind `" + kindText + "`, expected one of " + Kind.texts());
        }
        Reversibility label = label(line.text("label"));
        boolean destroys = label == Reversibility.RECOVERABLE || label == Reversibility.IRREVERSIBLE;
        if (line.has("destructive") && line.truth("destructive") != destroys) {
            throw new CaseException("`destructive` is " + !destroys + ", which the label `" + line.text("label")
                    + "` contradicts: RECOVERABLE and IRREVERSIBLE destroy, the others do not");
        }
        return new Case(
                line.text("id"),
                kind,
                line.text("provider", ""),
                label,
                destroys,
                line.has("doubt"),
                actions.read(kind, line),
                verdict(line));
    }

    private static Reversibility label(String text) throws CaseException {
        Reversibility label = LABELS.get(text);
        if (label == null) {
            throw new CaseException(
                    "unknown label `" + text + "`, expected READ, REVERSIBLE, RECOVERABLE or IRREVERSIBLE");
        }
        return label;
    }

    private static @Nullable ExpectedVerdict verdict(CaseLine line) throws CaseException {
        if (!line.has("verdict")) {
            if (line.has("rules")) {
                throw new CaseException("found `rules` without `verdict`, expected both: rules do not change a class");
            }
            return null;
        }
        String verdict = line.text("verdict");
        if (!VERDICTS.contains(verdict)) {
            throw new CaseException("unknown verdict `" + verdict + "`, expected allow, ask or deny");
        }
        Map<String, String> rules = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> file : line.fields("rules").entrySet()) {
            if (!file.getValue().isTextual()) {
                throw CaseLine.wrong("rules." + file.getKey(), file.getValue(), "the file's text");
            }
            rules.put(file.getKey(), file.getValue().textValue());
        }
        return new ExpectedVerdict(verdict, rules);
    }
}
