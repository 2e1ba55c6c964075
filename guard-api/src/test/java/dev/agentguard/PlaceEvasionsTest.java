package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines that name a place they may work in, and go to another one. */
class PlaceEvasionsTest {

    private static final String DECLARED = """
            version: 1
            agent: {environments: [staging]}
            environments:
              staging:
                hosts: [staging.internal]
                databases: [{host: db.staging.internal, name: shop}, {host: 127.0.0.1, name: shop}]
                files: [%1$s/staging]
              production:
                protected: true
                hosts: [prod.internal, 10.0.0.9]
                databases: [{host: db.prod.internal, name: shop}, {host: 127.0.0.1, name: live}]
                files: [%1$s/prod]
            """;

    /** Not below the temporary directory, where a session may do as it likes. */
    private Path home = Path.of("");

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "places").toAbsolutePath()), "evasions");
    }

    private Decision decision(String line) throws IOException {
        Path file = Files.writeString(home.resolve("guard.yaml"), DECLARED.formatted(home));
        try (Guard guard = Guard.builder().config(GuardConfig.load(file, true)).build()) {
            ProcessStart start = new ProcessStart(List.of("sh", "-c", line.replace("HOME", home.toString())));
            return guard.check(start, new CallContext("s", Origin.TOOL)).decision();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "psql -h db.staging.internal -d postgresql://db.prod.internal/shop -c \"update t set a = 1 where id = 2\"",
                "psql -h db.staging.internal,db.prod.internal -d shop -c \"update t set a = 1 where id = 2\"",
                "psql 'host=db.staging.internal hostaddr=10.0.0.9 dbname=shop' -c \"update t set a = 1 where id = 2\"",
                "PGHOSTADDR=10.0.0.9 psql -h db.staging.internal -d shop -c \"update t set a = 1 where id = 2\"",
                "psql 'postgresql://db.staging.internal/shop?host=db.prod.internal' -c \"insert into t values (1)\"",
                "psql -h 127.0.0.1 -d shop -c '\\c live' -c \"update t set a = 1 where id = 2\"",
                "psql -h 127.0.0.1 -d shop -c '\\connect - - db.prod.internal' -c \"update t set a = 1 where id = 2\"",
                "mysql -h 127.0.0.1 shop -e 'use live; update t set a = 1 where id = 2'",
                "mysql -h 127.0.0.1 shop -e 'update live.t set a = 1 where id = 2'",
            })
    void statementsThatRunElsewhereThanTheFirstPlaceAreHeld(String line) throws IOException {
        assertThat(decision(line)).as(line).isNotInstanceOf(Decision.Allow.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "psql -h db.staging.internal -d shop -c \"update t set a = 1 where id = 2\"",
                "psql -d postgresql://db.staging.internal/shop -c \"update t set a = 1 where id = 2\"",
                "psql 'host=db.staging.internal dbname=shop' -c \"update t set a = 1 where id = 2\"",
                "psql 'postgresql://db.staging.internal/shop?sslmode=require' -c \"insert into t values (1)\"",
                "psql -h 127.0.0.1 -d shop -c '\\c shop' -c \"update t set a = 1 where id = 2\"",
                "mysql -h 127.0.0.1 shop -e 'use shop; update t set a = 1 where id = 2'",
                "mysql -h 127.0.0.1 shop -e 'update shop.t set a = 1 where id = 2'",
                "psql -h 127.0.0.1 -d live -c 'select 1'",
            })
    void theSameWhereTheyMayRunPass(String line) throws IOException {
        assertThat(decision(line)).as(line).isInstanceOf(Decision.Allow.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git -C HOME/prod commit -am x",
                "git --git-dir=HOME/prod/.git commit -am x",
                "git --git-dir .git --work-tree HOME/prod checkout -b x",
                "GIT_WORK_TREE=HOME/prod git commit -am x",
                "cd HOME/prod && git commit -am x",
                "cd HOME/prod; npm install",
                "npm --prefix HOME/prod install",
                "make -C HOME/prod all",
                "make deploy",
                "npm run deploy:prod",
                "docker context use prod && docker restart web",
                "docker context use prod; docker compose up -d",
                "if true; then docker context use prod; fi; docker restart web",
            })
    void workInADirectoryOrDaemonOfProductionIsHeld(String line) throws IOException {
        assertThat(decision(line)).as(line).isNotInstanceOf(Decision.Allow.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git commit -am x",
                "git -C HOME/staging commit -am x",
                "cd HOME/staging && git commit -am x",
                "npm install",
                "npm --prefix HOME/staging install",
                "make -C HOME/staging all",
                "make test",
                "npm run build",
                "git -C HOME/prod log",
            })
    void workInADirectoryItMayWorkInPasses(String line) throws IOException {
        assertThat(decision(line)).as(line).isInstanceOf(Decision.Allow.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl --connect-to staging.internal:443:prod.internal:443 -X PUT https://staging.internal/a -d x=1",
                "curl --connect-to ::prod.internal: -X PUT https://staging.internal/a -d x=1",
                "curl --connect-to \"$TO\" -X PUT https://staging.internal/a -d x=1",
                "curl --resolve staging.internal:443:10.0.0.9 -X PUT https://staging.internal/a -d x=1",
                "curl --resolve +staging.internal:443:[2001:db8::1],10.0.0.9 -X PUT https://staging.internal/a -d x=1",
            })
    void requestsThatConnectElsewhereAreHeld(String line) throws IOException {
        assertThat(decision(line)).as(line).isNotInstanceOf(Decision.Allow.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -X PUT https://staging.internal/a -d x=1",
                "curl --connect-to staging.internal:443:staging.internal:8443 -X PUT https://staging.internal/a -d x=1",
                "curl --connect-to ::: -X PUT https://staging.internal/a -d x=1",
            })
    void requestsThatConnectThereTooPass(String line) throws IOException {
        assertThat(decision(line)).as(line).isInstanceOf(Decision.Allow.class);
    }
}
