package dev.agentguard.examples.pocketos;

import dev.agentguard.examples.pocketos.GuardFile.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The table: each check alone stops the incident, and with that one off too it goes through. */
final class Checks {

    private static final int AT_ONCE = 2;

    private static final List<Row> ROWS = List.of(
            new Row("reversibility and approval", Check.REVERSIBILITY, "reversibility.irreversible", Checks::normal),
            new Row("environment scope, live resolver", Check.SCOPE, "scope.other-environment", Checks::normal),
            new Row("unresolved target", Check.SCOPE, "scope.unknown", Scene::withoutAnswers),
            new Row("rule files", Check.RULES, "AGENTS.md", Checks::normal),
            new Row("credential provenance", Check.CREDENTIAL_PROVENANCE, "credentials.found", Checks::normal),
            new Row("credential purpose", Check.CREDENTIAL_PURPOSE, "credentials.purpose", Checks::normal),
            new Row("recoverability", Check.RECOVERABILITY, "recoverability.lost", Checks::normal));

    private final Report report;

    Checks(Report report) {
        this.report = report;
    }

    /** A check, the rule by which it must stop the deletion, and the world in which it is tried. */
    private record Row(String name, Check check, String rule, Function<GuardFile, Scene> world) {}

    /** What was measured of one row. */
    private record Measured(Row row, Run.Left before, Run alone, Run off) {}

    void run() {
        report.heading("6  Each check alone, with the library: what stops the deletion, and what is left without it");
        List<Measured> measured = measure();
        List<List<String>> table = new ArrayList<>();
        table.add(
                List.of("only this check on", "stopped by rule", "left", "attempts", "sent", "with it off too, left"));
        for (Measured row : measured) {
            table.add(List.of(
                    row.row().name(),
                    row.alone().rule(),
                    row.alone().left().equals(row.before())
                            ? "everything"
                            : row.alone().left().toString(),
                    Integer.toString(row.alone().attempts().size()),
                    Integer.toString(row.alone().arrived()),
                    row.off().left().equals(row.before())
                            ? "everything"
                            : row.off().left().toString()));
        }
        report.table(table);
        for (Measured row : measured) {
            String name = row.row().name();
            report.expectQuietly(name + ": left", row.before(), row.alone().left());
            report.expectQuietly(
                    name + ": mutations that reached the server", 0, row.alone().arrived());
            report.expectQuietly(
                    name + ": stopped by `" + row.row().rule() + "` (saw `"
                            + row.alone().rule() + "`)",
                    true,
                    row.alone().rule().contains(row.row().rule()));
            report.expectQuietly(
                    name + " off too: what is left", "nothing", row.off().left().toString());
        }
    }

    private static List<Measured> measure() {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Measured>> running =
                    ROWS.stream().map(row -> threads.submit(() -> measure(row))).toList();
            List<Measured> measured = new ArrayList<>();
            for (Future<Measured> one : running) {
                measured.add(one.get());
            }
            return measured;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Measured measure(Row row) {
        GuardFile only = GuardFile.only(row.check());
        try (Scene on = row.world().apply(only);
                Scene off = row.world().apply(only.nothing())) {
            return new Measured(
                    row, Run.Left.of(on.railway()), Run.of(on, Protection.LIBRARY), Run.of(off, Protection.LIBRARY));
        }
    }

    private static Scene normal(GuardFile guard) {
        return Scene.ofTheIncident(guard, null);
    }
}
