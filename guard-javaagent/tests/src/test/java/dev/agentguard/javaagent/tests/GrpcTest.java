package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of gRPC over OkHttp, its relocated copy of Netty and Netty itself, to a server of the application's own. */
class GrpcTest {

    private static final String VOLUMES = "http://localhost/acme.volumes.v1.VolumeService/";
    private static final List<String> WAYS =
            List.of("netty-once", "netty-conversation", "okhttp-once", "okhttp-conversation");

    @TempDir
    private Path directory;

    static Stream<Arguments> everyPlatform() {
        Stream<Platform> plain = Boolean.getBoolean("guard.test.matrix") ? Platform.of("grpc-netty") : Stream.empty();
        return Stream.concat(Platform.of("grpc"), plain)
                .map(platform -> argumentSet(platform.library() + " " + platform, platform));
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void calls_areJudgedByTheirMethods(Platform platform) {
        try (ChildJvm child = start(platform, "enforce")) {
            int calls = 0;
            for (String way : ways(platform)) {
                assertThat(call(child, way, "GetVolume")).as(way).isEqualTo("answer 200 " + heard(way));
                assertThat(call(child, way, "WatchVolumes")).as(way).isEqualTo("answer 200 " + heard(way));
                calls += 2;
                for (String method : List.of("DeleteVolume", "DropCollection", "Frobnicate")) {
                    assertThat(call(child, way, method))
                            .as("%s %s", way, method)
                            .startsWith("failure io.grpc.StatusRuntimeException"
                                    + " dev.agentguard.bridge.RefusedException | PERMISSION_DENIED: ")
                            .contains(method);
                }
                assertThat(call(child, way, "GetVolume")).as(way).isEqualTo("answer 200 " + heard(way));
                calls++;
                assertThat(call(child, way, "")).as(way).isEqualTo("answer 200 " + calls);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void calls_passInMonitorMode(Platform platform) {
        try (ChildJvm child = start(platform, "monitor")) {
            for (String way : ways(platform)) {
                assertThat(call(child, way, "DeleteVolume")).as(way).isEqualTo("answer 200 " + heard(way));
                assertThat(call(child, way, "DeleteAbsent"))
                        .as(way)
                        .startsWith("failure io.grpc.StatusRuntimeException | NOT_FOUND");
            }
        }
    }

    private static List<String> ways(Platform platform) {
        return platform.library().equals("grpc-netty") ? WAYS.subList(0, 2) : WAYS;
    }

    private ChildJvm start(Platform platform, String mode) {
        return ChildJvm.on(platform.jdk())
                .agent(Configurations.write(directory, platform.library() + platform.version() + mode, "mode: " + mode))
                .classPath(GuardJar.applications())
                .classPath(platform.libraries())
                .main("app.HttpApp", "Grpc")
                .start()
                .ready();
    }

    private static String call(ChildJvm child, String way, String method) {
        String path = method.isEmpty() ? "http://localhost/" : VOLUMES + method;
        return child.ask(way + " POST " + path + " "
                + Base64.getEncoder().encodeToString("one".getBytes(StandardCharsets.UTF_8)));
    }

    private static String heard(String way) {
        return way.endsWith("once") ? "one" : "one two completed";
    }
}
