package dev.agentguard.javaagent.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.annotation.Reversibility;
import java.util.Arrays;
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

    private static final int MOST_FILES = 50;
    private static final int LONGEST_NAME = 200;

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
            if (!isFileName(file.getKey())) {
                throw new CaseException("`rules` has a file `" + file.getKey()
                        + "`, expected a name inside of the project such as `AGENTS.md` or `.cursor/rules/x.mdc`");
            }
            rules.put(file.getKey(), file.getValue().textValue());
        }
        if (rules.size() > MOST_FILES) {
            throw new CaseException("`rules` has " + rules.size() + " files, expected at most " + MOST_FILES);
        }
        return new ExpectedVerdict(verdict, rules);
    }

    private static boolean isFileName(String name) {
        boolean plain = !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.chars().noneMatch(c -> Character.isISOControl(c) || "\\:*?\"<>|".indexOf(c) >= 0);
        return plain
                && Arrays.stream(name.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }
}
