package dev.agentguard.javaagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import dev.agentguard.javaagent.process.ChildJvms;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TransformerTest {

    private static final String CLIENT = "jdk.internal.net.http.HttpClientImpl";

    private final AtomicInteger failures = new AtomicInteger();

    @Test
    void class_thatIsNotOnTheList_isLeftAlone() {
        assertThat(transformer(all()).transform(null, "java/lang/Object", null, null, new byte[0]))
                .isNull();
        assertThat(transformer(all()).transform(null, null, null, null, new byte[0]))
                .isNull();
        assertThat(failures).hasValue(0);
    }

    @Test
    void everyTargetOfThisJdk_isChanged() throws IOException {
        for (TypeInstrumentation instrumentation : all()) {
            for (TypeInstrumentation.Point point : instrumentation.points()) {
                if (!isOfTheJdk(point.type())) {
                    continue;
                }
                byte[] original = bytes(point.type());
                assertThat(transformer(List.of(instrumentation))
                                .transform(null, point.type().replace('.', '/'), null, null, original))
                        .as(point.type())
                        .isNotNull()
                        .isNotEqualTo(original);
            }
        }
        assertThat(failures).hasValue(0);
    }

    @Test
    void class_withoutTheMethod_isAFailure_notAnUnguardedClass() throws IOException {
        for (TypeInstrumentation.Point wrong : List.of(
                new TypeInstrumentation.Point(CLIENT, "sendNothing", "()V", Object.class),
                new TypeInstrumentation.Point(CLIENT, "send", "()V", Object.class))) {
            assertThat(transformer(List.of(listOf(wrong)))
                            .transform(null, CLIENT.replace('.', '/'), null, null, bytes(CLIENT)))
                    .isNull();
        }
        assertThat(failures).hasValue(2);
    }

    @Test
    void library_withoutTheGuardedClass_isAFailure() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[0], null)) {
            assertThat(transformer(all()).transform(loader, "okhttp3/OkHttpClient", null, null, new byte[0]))
                    .isNull();
        }
        assertThat(failures).hasValue(1);
    }

    @Test
    void hooks_haveUniqueNames_andEveryMethodIsClaimedOnce() {
        assertThat(Instrumentations.hooks(all())).isNotEmpty();
        assertThat(all().stream().flatMap(one -> one.points().stream()))
                .extracting(point -> point.type() + point.method() + point.descriptor())
                .doesNotHaveDuplicates();
        assertThat(all()).extracting(one -> one.getClass().getSimpleName()).isSorted();
    }

    private static List<TypeInstrumentation> all() {
        return Instrumentations.all(new ChildJvms(null, null), mock(Instrumentation.class));
    }

    private static boolean isOfTheJdk(String type) {
        return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
    }

    private Transformer transformer(List<TypeInstrumentation> instrumentations) {
        return new Transformer(instrumentations, failures::incrementAndGet);
    }

    private static byte[] bytes(String type) throws IOException {
        String path = type.replace('.', '/') + ".class";
        String packageName = type.substring(0, type.lastIndexOf('.'));
        Module module = ModuleLayer.boot().modules().stream()
                .filter(one -> one.getPackages().contains(packageName))
                .findFirst()
                .orElseThrow();
        try (InputStream in = module.getResourceAsStream(path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        }
    }

    private static TypeInstrumentation listOf(TypeInstrumentation.Point point) {
        return new TypeInstrumentation() {
            @Override
            public List<Point> points() {
                return List.of(point);
            }

            @Override
            public List<Hook> hooks() {
                return List.of();
            }
        };
    }
}
