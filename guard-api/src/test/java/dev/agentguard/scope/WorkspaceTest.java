package dev.agentguard.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays on this machine although its resource is no file. */
class WorkspaceTest {

    private final Workspace workspace = new Workspace(new Inventory(List.of()));

    @TempDir
    Path home;

    private static Effect effect(String operation, String type) {
        return Effect.of(operation, new Evidence("", ""))
                .basis(Basis.PACK)
                .kind(Kind.COMPUTE)
                .resource(type, null)
                .reversibility(Reversibility.REVERSIBLE, "")
                .build();
    }

    @Test
    void gitAndBuildsAreHereUnlessTheyGoOut() {
        assertThat(workspace.isOf(effect("git:reset", "git:unknown"))).isTrue();
        assertThat(workspace.isOf(effect("build:mvn", "build:unknown"))).isTrue();
        assertThat(workspace.isOf(effect("git:push", "git:ref"))).isFalse();
        assertThat(workspace.isOf(effect("prisma:generate", "migrations:unknown")))
                .isFalse();
        Effect publish = effect("npm:publish", "build:unknown").toBuilder()
                .kind(Kind.RELEASE)
                .build();
        assertThat(workspace.isOf(publish)).isFalse();
    }

    @Test
    void whatRunsElsewhereIsNotHere() {
        Effect overThere = effect("git:reset", "git:unknown").toBuilder()
                .places(List.of(new Place("ssh:host", "web1.example.com")))
                .build();
        Effect inDirectory = effect("git:reset", "git:unknown").toBuilder()
                .places(List.of(new Place(Place.DIRECTORY, "/srv/shop")))
                .build();
        assertThat(workspace.isOf(overThere)).isFalse();
        assertThat(workspace.isOf(inDirectory)).isTrue();
    }

    @Test
    void aDaemonThatIsNamedIsNotTakenForTheOneHere() {
        Effect named = effect("docker:restart", "containers:container").toBuilder()
                .places(List.of(new Place("docker:context", "production")))
                .build();
        assertThat(workspace.isOf(named)).isFalse();
    }

    @Test
    void theDaemonIsTheOneHereIfNeitherVariablesNorTheFileSayOtherwise() throws IOException {
        assertThat(DockerContext.isHere(name -> null, home)).isTrue();
        assertThat(DockerContext.isHere(Map.of("DOCKER_HOST", "ssh://prod")::get, home))
                .isFalse();
        assertThat(DockerContext.isHere(Map.of("DOCKER_HOST", "tcp://127.0.0.1:2375")::get, home))
                .isFalse();
        assertThat(DockerContext.isHere(Map.of("DOCKER_HOST", "unix:///var/run/docker.sock")::get, home))
                .isTrue();
        assertThat(DockerContext.isHere(Map.of("DOCKER_CONTEXT", "production")::get, home))
                .isFalse();
        Path file = Files.createDirectories(home.resolve(".docker")).resolve("config.json");
        Files.writeString(file, "{\"auths\": {}}");
        assertThat(DockerContext.isHere(name -> null, home)).isTrue();
        Files.writeString(file, "{\"currentContext\": \"production\"}");
        assertThat(DockerContext.isHere(name -> null, home)).isFalse();
        Files.writeString(file, "not json");
        assertThat(DockerContext.isHere(name -> null, home)).isFalse();
    }
}
