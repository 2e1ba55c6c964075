package dev.agentguard.effect.shell;

import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads scripts with a few known programs; keeps the requests that were found. */
final class Judged {

    private static final Pattern WRITES = Pattern.compile("\\b(drop|delete|truncate)\\b");

    final List<HttpCall> requests = new ArrayList<>();
    final List<SqlCall> statements = new ArrayList<>();
    final ShellReader reader = new ShellReader(new FewPrograms(), this::http, this::sql, Limits.DEFAULT);

    static List<Effect> effects(String script) {
        return new Judged().reader.read(script, "test");
    }

    static Reversibility of(String script) {
        return worst(effects(script));
    }

    static Reversibility of(List<String> command) {
        return worst(new Judged().reader.read(new ProcessStart(command)));
    }

    static Reversibility worst(List<Effect> effects) {
        return effects.stream().map(Effect::reversibility).reduce(Reversibility.READ_ONLY, Reversibility::worse);
    }

    private List<Effect> http(HttpCall call) {
        requests.add(call);
        Reversibility reversibility = switch (call.method().toUpperCase(Locale.ROOT)) {
            case "GET", "HEAD" -> Reversibility.READ_ONLY;
            case "DELETE" -> Reversibility.IRREVERSIBLE;
            default -> call.body().notInspected() == null ? Reversibility.REVERSIBLE : Reversibility.UNKNOWN;
        };
        return List.of(Effect.of("http:request", new Evidence("", call.url()))
                .reversibility(reversibility, "")
                .build());
    }

    private List<Effect> sql(SqlCall call) {
        statements.add(call);
        String sql = call.sql().toLowerCase(Locale.ROOT);
        Reversibility reversibility = WRITES.matcher(sql).find()
                ? Reversibility.IRREVERSIBLE
                : sql.contains("select") ? Reversibility.READ_ONLY : Reversibility.UNKNOWN;
        return List.of(Effect.of("sql:statement", new Evidence("", call.sql()))
                .reversibility(reversibility, "")
                .build());
    }
}
