package dev.agentguard.langchain4j;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests in jars, but none that needs a model's provider, and writes how each ended. */
final class UpstreamRun {

    private UpstreamRun() {}

    /** Takes the file to write and the jars. */
    public static void main(String[] arguments) throws IOException {
        Set<Path> jars = Arrays.stream(arguments).skip(1).map(Path::of).collect(Collectors.toSet());
        LauncherDiscoveryRequest tests = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClasspathRoots(jars))
                .filters(includeClassNamePatterns(".*Tests?"))
                .configurationParameter("junit.jupiter.execution.timeout.default", "120 s")
                .build();
        Map<String, String> ended = new ConcurrentSkipListMap<>();
        LauncherFactory.create().execute(tests, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    ended.put(test.getUniqueId(), result.getStatus().name());
                }
            }
        });
        Files.write(
                Path.of(arguments[0]),
                ended.entrySet().stream()
                        .map(test -> test.getValue() + " " + test.getKey())
                        .toList());
        System.exit(0); // threads that a test left behind
    }
}
