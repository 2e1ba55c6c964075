package dev.agentguard.javaagent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentguard.javaagent.cases.Counts;
import dev.agentguard.javaagent.cases.Evaluation;
import dev.agentguard.javaagent.cases.Judged;
import dev.agentguard.javaagent.cases.Kind;
import dev.agentguard.javaagent.cases.Miss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An evaluation as one JSON object. */
final class EvaluationJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private EvaluationJson() {}

    static String of(Evaluation evaluation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kinds", counts(evaluation.kinds()));
        json.put("doubted", counts(evaluation.doubted()));
        json.put("verdicts", verdicts(evaluation));
        json.put("misses", misses(evaluation.misses()));
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written", e);
        }
    }

    private static Map<String, Object> verdicts(Evaluation evaluation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cases", evaluation.verdicts());
        json.put("agree", evaluation.verdicts() - evaluation.wrongVerdicts());
        json.put("differ", evaluation.wrongVerdicts());
        json.put("holdsHarmless", evaluation.holdsHarmless());
        json.put("letsThrough", evaluation.letsThrough());
        return json;
    }

    private static Map<String, Object> counts(Map<Kind, Counts> counts) {
        Map<String, Object> json = new LinkedHashMap<>();
        counts.forEach((kind, count) -> json.put(kind.text(), counts(count)));
        return json;
    }

    private static Map<String, Object> counts(Counts counts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cases", counts.cases());
        json.put("destructive", counts.destructive());
        json.put("silentPasses", counts.of(Miss.SILENT_PASS));
        json.put("falseAlarms", counts.of(Miss.FALSE_ALARM));
        json.put("lostWrites", counts.of(Miss.LOST_WRITE));
        json.put("unresolvedDestructive", counts.unresolvedDestructive());
        json.put("unresolvedHarmless", counts.unresolvedHarmless());
        json.put("exact", counts.exact());
        json.put("seconds", Math.round(counts.seconds() * 1000) / 1000.0);
        return json;
    }

    /** Where the label is in doubt nothing is a miss; a verdict is never in doubt. */
    private static List<Map<String, String>> misses(List<Judged> all) {
        return all.stream()
                .filter(judged -> judged.given().doubted()
                        ? judged.misses().contains(Miss.WRONG_VERDICT)
                        : !judged.misses().isEmpty())
                .map(EvaluationJson::miss)
                .toList();
    }

    private static Map<String, String> miss(Judged judged) {
        Map<String, String> json = new LinkedHashMap<>();
        boolean verdictOnly = judged.misses().size() == 1 && judged.misses().contains(Miss.WRONG_VERDICT);
        json.put("id", judged.given().id());
        json.put("kind", judged.given().kind().text());
        json.put("label", verdictOnly ? EvaluationText.expected(judged) : EvaluationText.label(judged));
        json.put("judged", verdictOnly ? EvaluationText.said(judged) : EvaluationText.judged(judged));
        json.put("because", judged.because());
        return json;
    }
}
