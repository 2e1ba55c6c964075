package dev.agentguard.scope.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Place;
import dev.agentguard.scope.JdkHttpTransport;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Loss;
import dev.agentguard.scope.Placement;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.Recoverability.Verdict;
import dev.agentguard.scope.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupFinderTest {

    private static final Instant NOW = Instant.parse("2026-04-24T12:00:00Z");
    private static final String VOLUME = "railway:volume";

    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private final List<BackupFinder> finders = new ArrayList<>();
    private BackupServer server;

    @TempDir
    Path work;

    @BeforeEach
    void start() throws IOException {
        server = new BackupServer(BackupServer.backup(NOW.minus(Duration.ofHours(3)), 4096));
    }

    @AfterEach
    void stop() {
        testIsOver.countDown();
        finders.forEach(BackupFinder::close);
        server.close();
    }

    private BackupFinder finder(DeclaredBackup... backups) {
        BackupFinder finder = new BackupFinder(List.of(backups), new JdkHttpTransport(), () -> NOW, nanos::get);
        finders.add(finder);
        return finder;
    }

    private DeclaredBackup http(String location) {
        return backup("nightly", Set.of(), location, new HttpCheck(server.address(), false, null));
    }

    private static DeclaredBackup backup(
            String name, Set<String> environments, String location, BackupCheck... checks) {
        return new DeclaredBackup(
                name,
                new Coverage(environments, List.of(new Glob("railway:volume v1"), new Glob("local:file")), List.of()),
                List.of(Domain.of(location)),
                Duration.ofHours(26),
                1024,
                Duration.ofMillis(800),
                List.of(checks));
    }

    private static Effect effect(String operation, String type, String id) {
        return Effect.of(operation, new Evidence("body", "x"))
                .resource(type, id)
                .reversibility(Reversibility.IRREVERSIBLE, "test")
                .build();
    }

    private static Effect volumeDelete() {
        return effect("railway:volumeDelete", VOLUME, "v1");
    }

    private static Loss loss(Effect effect, Effect... others) {
        return loss(effect, new Location.Proven(Set.of("production"), "test"), others);
    }

    private static Loss loss(Effect effect, Location location, Effect... others) {
        List<Effect> together = new ArrayList<>(List.of(others));
        together.add(0, effect);
        return new Loss(effect, new Placement(location, null), together, Path.of("/work"));
    }

    private Recoverability find(DeclaredBackup backup) {
        return finder(backup).find(loss(volumeDelete()), false);
    }

    @Test
    void fresh_whole_backup_elsewhere_survives_with_its_age_and_size() {
        assertThat(find(http("s3://backups/latest.dump")))
                .isEqualTo(new Recoverability(
                        Verdict.SURVIVES, "backup `nightly` is 3 h old, at `" + server.address() + "` (4096 bytes)"));
        assertThat(server.requests).containsExactly("HEAD /latest.dump");
    }

    @ParameterizedTest
    @CsvSource({
        "27, 4096, DOES_NOT_SURVIVE, older than the 26 h",
        "3, 1023, DOES_NOT_SURVIVE, 'it has 1023 bytes, fewer than the 1024'",
        "3, 0, DOES_NOT_SURVIVE, it has 0 bytes",
        "-1, 4096, UNKNOWN, still to come"
    })
    void stale_truncated_or_impossible_backup_does_not_count(long hours, long size, Verdict verdict, String because) {
        server.reply = BackupServer.backup(NOW.minus(Duration.ofHours(hours)), size);
        Recoverability found = find(http("s3://backups/latest.dump"));
        assertThat(found.verdict()).isEqualTo(verdict);
        assertThat(found.evidence()).contains(because);
    }

    @ParameterizedTest
    @CsvSource({
        "404, DOES_NOT_SURVIVE",
        "410, DOES_NOT_SURVIVE",
        "403, UNKNOWN",
        "302, UNKNOWN",
        "500, UNKNOWN",
        "503, UNKNOWN"
    })
    void status_that_does_not_show_a_backup_never_counts(int status, Verdict verdict) {
        server.reply = BackupServer.status(status);
        Recoverability found = find(http("s3://backups/latest.dump"));
        assertThat(found.verdict()).isEqualTo(verdict);
        assertThat(found.evidence()).contains("answered " + status);
    }

    @Test
    void server_that_fails_once_is_asked_once_more() {
        BackupServer.Reply good = server.reply;
        server.reply = exchange -> {
            server.reply = good;
            exchange.sendResponseHeaders(503, -1);
        };
        assertThat(find(http("s3://backups/latest.dump")).verdict()).isEqualTo(Verdict.SURVIVES);
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void server_that_hangs_is_unknown_within_the_time_limit() {
        server.reply = exchange -> await();
        long start = System.nanoTime();
        Recoverability found = find(http("s3://backups/latest.dump"));
        assertThat(found.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(found.evidence()).contains("could not be verified");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void server_that_nobody_is_at_is_unknown() throws IOException {
        server.close();
        assertThat(find(http("s3://backups/latest.dump")).verdict()).isEqualTo(Verdict.UNKNOWN);
        server = new BackupServer(server.reply);
    }

    @Test
    void repeated_failures_pause_the_check() {
        server.reply = BackupServer.status(403);
        BackupFinder finder = finder(http("s3://backups/latest.dump"));
        for (int i = 0; i < 4; i++) {
            finder.find(loss(volumeDelete()), false);
        }
        assertThat(finder.find(loss(volumeDelete()), false).evidence()).contains("is paused after repeated failures");
        assertThat(server.requests).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Last-Modified", "Content-Length"})
    void answer_without_age_or_size_is_unknown(String missing) {
        server.reply = exchange -> {
            if (missing.equals("Content-Length")) {
                exchange.getResponseHeaders().set("Last-Modified", BackupServer.http(NOW));
            } else {
                exchange.getResponseHeaders().set("Content-Length", "4096");
            }
            exchange.sendResponseHeaders(200, missing.equals("Content-Length") ? 0 : -1);
        };
        assertThat(find(http("s3://backups/latest.dump")).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void first_byte_is_asked_for_where_an_address_is_signed_for_get() {
        server.reply = exchange -> {
            exchange.getResponseHeaders().set("Last-Modified", BackupServer.http(NOW));
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-0/5000");
            exchange.sendResponseHeaders(206, 1);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(1);
            }
        };
        Recoverability found =
                find(backup("signed", Set.of(), "s3://b/k", new HttpCheck(server.address(), true, null)));
        assertThat(found.verdict()).isEqualTo(Verdict.SURVIVES);
        assertThat(found.evidence()).contains("(5000 bytes)");
        assertThat(server.requests).containsExactly("GET /latest.dump");
    }

    @Test
    void query_and_authorization_are_sent_and_never_shown() {
        server.reply = exchange -> {
            boolean known = "Bearer s3cr3t".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(known ? 418 : 401, -1);
        };
        Recoverability found = find(backup(
                "signed",
                Set.of(),
                "s3://b/k",
                new HttpCheck(
                        java.net.URI.create(server.address() + "?X-Amz-Signature=abcdef"),
                        false,
                        Secret.of("Bearer s3cr3t"))));
        assertThat(server.requests).contains("HEAD /latest.dump?X-Amz-Signature=abcdef");
        assertThat(found.evidence()).contains("418").doesNotContain("abcdef", "s3cr3t");
    }

    @Test
    void what_was_seen_is_kept_for_half_a_minute_unless_it_is_needed_fresh() {
        BackupFinder finder = finder(http("s3://backups/latest.dump"));
        finder.find(loss(volumeDelete()), false);
        finder.find(loss(volumeDelete()), false);
        assertThat(server.requests).hasSize(1);
        finder.find(loss(volumeDelete()), true);
        assertThat(server.requests).hasSize(2);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(31));
        finder.find(loss(volumeDelete()), false);
        assertThat(server.requests).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"railway:volume v1", "railway:volume V1", "railway:volume"})
    void backup_on_what_is_destroyed_does_not_count_and_is_not_even_looked_at(String location) {
        Recoverability found = find(http(location));
        assertThat(found.verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        assertThat(found.evidence())
                .contains("it lies in what `railway:volumeDelete` on `railway:volume v1` takes away");
        assertThat(server.requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aws:bucket, s3://backups",
        "aws:object, s3://backups/db/latest.dump",
        "aws:object, s3://backups/db/",
        "aws:object, s3://BACKUPS/*",
        "s3:object, db/latest.dump",
        "s3:bucket, backups",
        "s3:object, ",
        "s3:bucket, "
    })
    void backup_that_another_effect_of_the_same_action_takes_does_not_count(String type, String id) {
        BackupFinder finder = finder(http("s3://backups/db/latest.dump"));
        assertThat(finder.find(loss(volumeDelete(), effect("s3:Delete", type, id)), false)
                        .verdict())
                .isEqualTo(Verdict.DOES_NOT_SURVIVE);
    }

    @ParameterizedTest
    @CsvSource({"aws:bucket, s3://other", "s3:object, web/index.html", "railway:volume, v2", "sql:table, backups_old"})
    void effect_on_something_else_leaves_the_backup(String type, String id) {
        BackupFinder finder = finder(http("s3://backups/db/latest.dump"));
        assertThat(finder.find(loss(volumeDelete(), effect("s3:Delete", type, id)), false)
                        .verdict())
                .isEqualTo(Verdict.SURVIVES);
    }

    @Test
    void reading_the_backup_in_the_same_action_leaves_it() {
        Effect read = Effect.of("s3:GetObject", new Evidence("body", "x"))
                .resource("aws:object", "s3://backups/db/latest.dump")
                .reversibility(Reversibility.READ_ONLY, "test")
                .build();
        assertThat(finder(http("s3://backups/db/latest.dump"))
                        .find(loss(volumeDelete(), read), false)
                        .verdict())
                .isEqualTo(Verdict.SURVIVES);
    }

    @ParameterizedTest
    @CsvSource({
        "railway:project, p1, railway:bucket b1, true",
        "railway:environment, e1, railway:volume other, true",
        "railway:project, p1, s3://backups/x, false",
        "infrastructure:target, , terraform:stack prod, true",
        "infrastructure:target, , s3://backups/x, false",
        "sql:database, app, postgresql://db.internal:5432/copy, true",
        "databases:database, app, postgresql://db.internal:5432/copy, true",
        "sql:table, orders, postgresql://db.internal:5432/copy, false",
        "containers:volume, pgbackup, containers:volume pgbackup, true",
        "kubernetes:namespace, prod, kubernetes:volume dumps, true",
        "local:disk, /dev/sdb1, /srv/backups/db.dump, true"
    })
    void what_holds_a_backup_takes_it_along(String type, String id, String location, boolean taken) {
        Effect effect = effect("x:destroy", type, id);
        assertThat(new BlastRadius(loss(effect)).taking(Domain.of(location)) != null)
                .isEqualTo(taken);
    }

    @Test
    void database_on_another_server_is_left() {
        Effect drop = effect("sql:drop-database", "sql:database", "app").toBuilder()
                .places(List.of(new Place(Place.DATABASE_HOST, "app.internal:5432")))
                .build();
        BlastRadius radius = new BlastRadius(loss(drop));
        assertThat(radius.taking(Domain.of("postgresql://db.internal:5432/copy")))
                .isNull();
        assertThat(radius.taking(Domain.of("postgresql://app.internal:5432/copy")))
                .isNotNull();
        assertThat(radius.taking(Domain.of("jdbc:postgresql://app.internal/copy")))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/srv, true",
        "/srv/backups, true",
        "/srv/backups/, true",
        "/srv/backups/*, true",
        "/SRV/Backups/db.dump, true",
        "/srv/data/../backups, true",
        "../srv/backups, true",
        ", true",
        "/srv/data, false",
        "/srv/backups2, false",
        "build, false",
        "backups, false"
    })
    void file_of_the_backup_goes_with_its_directory(String removed, boolean taken) {
        Effect rm = effect("local:rm", "local:file", removed);
        assertThat(new BlastRadius(loss(rm)).taking(Domain.of("/srv/backups/db.dump")) != null)
                .isEqualTo(taken);
    }

    @Test
    void relative_path_from_nobody_knows_where_takes_what_it_may_mean() {
        Effect rm = effect("local:rm", "local:file", "backups");
        Loss loss = new Loss(rm, new Placement(new Location.Undeclared("x"), null), List.of(rm), null);
        assertThat(new BlastRadius(loss).taking(Domain.of("/srv/backups/db.dump")))
                .isNotNull();
        assertThat(new BlastRadius(loss).taking(Domain.of("/srv/dumps/db.dump")))
                .isNull();
    }

    @Test
    void link_to_the_directory_of_the_backup_is_followed() throws IOException {
        Path backups = Files.createDirectories(work.resolve("real/backups"));
        Files.createSymbolicLink(work.resolve("link"), backups);
        Effect rm = effect("local:rm", "local:file", work.resolve("link").toString());
        assertThat(new BlastRadius(loss(rm))
                        .taking(Domain.of(backups.resolve("db.dump").toString())))
                .isNotNull();
    }

    @Test
    void declared_backup_that_is_itself_deleted_is_lost() {
        Effect rm = effect("aws:s3-rm", "aws:object", "s3://backups/db/latest.dump");
        BackupFinder finder = finder(http("s3://backups/db/latest.dump"));
        assertThat(finder.responsibleFor(loss(rm))).isTrue();
        assertThat(finder.find(loss(rm), false).verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void each_environment_of_the_resource_needs_a_backup_of_its_own() {
        Location both = new Location.Proven(Set.of("staging", "production"), "test");
        BackupCheck check = new HttpCheck(server.address(), false, null);
        DeclaredBackup production = backup("p", Set.of("production"), "s3://b/p", check);
        DeclaredBackup staging = backup("s", Set.of("staging"), "s3://b/s", check);

        Recoverability half = finder(production).find(loss(volumeDelete(), both), false);
        assertThat(half.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(half.evidence()).contains("no declared backup holds what of `railway:volume v1` is in `staging`");
        assertThat(finder(production, staging)
                        .find(loss(volumeDelete(), both), false)
                        .verdict())
                .isEqualTo(Verdict.SURVIVES);
    }

    @Test
    void backup_of_an_environment_says_nothing_where_the_location_is_unknown() {
        DeclaredBackup backup =
                backup("p", Set.of("production"), "s3://b/p", new HttpCheck(server.address(), false, null));
        assertThat(finder(backup).responsibleFor(loss(volumeDelete(), new Location.Unknown("x"))))
                .isFalse();
    }

    @Test
    void one_good_backup_of_several_is_enough() {
        DeclaredBackup lost = http("railway:volume v1");
        DeclaredBackup kept = backup("weekly", Set.of(), "s3://b/w", new HttpCheck(server.address(), false, null));
        Recoverability found = finder(lost, kept).find(loss(volumeDelete()), false);
        assertThat(found.verdict()).isEqualTo(Verdict.SURVIVES);
        assertThat(found.evidence()).contains("`nightly` does not count", "`weekly` is 3 h old");
    }

    @Test
    void database_is_matched_by_the_place_the_statement_runs_at() {
        DeclaredBackup dump = new DeclaredBackup(
                "dump",
                new Coverage(Set.of(), List.of(), List.of(new Glob("db.internal:5432/orders"))),
                List.of(Domain.of("s3://b/k")),
                Duration.ofHours(26),
                1,
                Duration.ofSeconds(1),
                List.of(new HttpCheck(server.address(), false, null)));
        Effect drop = effect("sql:drop-table", "sql:table", "customers");
        BackupFinder finder = finder(dump);
        assertThat(finder.responsibleFor(loss(drop))).isFalse();
        assertThat(finder.responsibleFor(loss(at(drop, "db.internal:5432", "orders"))))
                .isTrue();
        assertThat(finder.responsibleFor(loss(at(drop, "db.internal:5432", "billing"))))
                .isFalse();
    }

    private static Effect at(Effect effect, String host, String name) {
        return effect.toBuilder()
                .places(List.of(new Place(Place.DATABASE_HOST, host), new Place(Place.DATABASE_NAME, name)))
                .build();
    }

    @Test
    void newest_file_that_fits_counts() throws IOException {
        file("db-1.dump", 30, 2000);
        file("db-2.dump", 2, 2000);
        file("notes.txt", 1, 2000);
        DeclaredBackup backup = backup("files", Set.of(), "host backup", new FileCheck(work.resolve("db-*.dump")));
        Recoverability found = find(backup);
        assertThat(found.verdict()).isEqualTo(Verdict.SURVIVES);
        assertThat(found.evidence()).contains("is 2 h old", "db-2.dump");
    }

    @Test
    void file_that_is_not_there_does_not_count() {
        assertThat(find(backup("file", Set.of(), "host backup", new FileCheck(work.resolve("db.dump"))))
                        .verdict())
                .isEqualTo(Verdict.DOES_NOT_SURVIVE);
        assertThat(find(backup("file", Set.of(), "host backup", new FileCheck(work.resolve("db-*.dump"))))
                        .verdict())
                .isEqualTo(Verdict.DOES_NOT_SURVIVE);
        assertThat(find(backup("file", Set.of(), "host backup", new FileCheck(work)))
                        .verdict())
                .isEqualTo(Verdict.DOES_NOT_SURVIVE);
    }

    private void file(String name, long hours, int size) throws IOException {
        Path file = Files.write(work.resolve(name), new byte[size]);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofHours(hours))));
    }

    private Recoverability command(String script) {
        return find(backup("command", Set.of(), "host backup", new CommandCheck(List.of("sh", "-c", script), work)));
    }

    @Test
    void command_that_writes_when_the_backup_was_made_counts() {
        assertThat(command("echo 2026-04-24T09:00:00Z").verdict()).isEqualTo(Verdict.SURVIVES);
        assertThat(command("echo 2026-04-22T09:00:00Z").verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 3", "true", "echo yesterday", "sleep 30", "sleep 30 & sleep 30", "yes"})
    void command_that_shows_nothing_is_unknown(String script) {
        long start = System.nanoTime();
        assertThat(command(script).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void command_sees_nothing_of_the_environment_but_the_path() throws IOException {
        command("env > env.txt; echo 2026-04-24T09:00:00Z");
        assertThat(Files.readAllLines(work.resolve("env.txt"), StandardCharsets.UTF_8))
                .allMatch(line -> line.startsWith("PATH=")
                        || line.startsWith("PWD=")
                        || line.startsWith("OLDPWD=")
                        || line.startsWith("SHLVL=")
                        || line.startsWith("_="));
    }

    @Test
    void program_that_is_not_there_is_unknown() {
        assertThat(find(backup(
                                "command",
                                Set.of(),
                                "host backup",
                                new CommandCheck(List.of("no-such-program-of-ours"), work)))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    private void await() {
        try {
            testIsOver.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
