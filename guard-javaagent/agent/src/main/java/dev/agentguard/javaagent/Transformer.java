package dev.agentguard.javaagent;

import static net.bytebuddy.matcher.ElementMatchers.hasDescriptor;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Changes the classes that the instrumentations name. A name that is not on the list costs one look-up in a map; Byte
 * Buddy, which takes some 300 ms to start, is not touched before the first class that is on it. A class that is on the
 * list and cannot be changed would run unguarded, so the JVM ends. Safe for use by several threads.
 */
final class Transformer implements ClassFileTransformer {

    private final Map<String, List<TypeInstrumentation.Point>> pointsByClass = new HashMap<>();
    private final Map<String, List<String>> guardedByAnchor = new HashMap<>();
    private final Runnable onFailure;

    Transformer(List<TypeInstrumentation> instrumentations, Runnable onFailure) {
        this.onFailure = onFailure;
        for (TypeInstrumentation instrumentation : instrumentations) {
            for (TypeInstrumentation.Point point : instrumentation.points()) {
                pointsByClass
                        .computeIfAbsent(point.type().replace('.', '/'), unused -> new ArrayList<>())
                        .add(point);
            }
            for (TypeInstrumentation.Anchor anchor : instrumentation.anchors()) {
                guardedByAnchor.put(anchor.type().replace('.', '/'), anchor.guarded());
            }
        }
    }

    /** Starts to watch, and changes what is loaded already, as it can be with an archive of the JDK. */
    void install(Instrumentation instrumentation) throws UnmodifiableClassException {
        instrumentation.addTransformer(this, true);
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (pointsByClass.containsKey(type.getName().replace('.', '/'))) {
                instrumentation.retransformClasses(type);
            }
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        List<TypeInstrumentation.Point> points = name == null ? null : pointsByClass.get(name);
        List<String> guarded = name == null ? null : guardedByAnchor.get(name);
        if (name == null || (points == null && guarded == null)) {
            return null;
        }
        try {
            if (guarded != null && loader != null) {
                requireOne(guarded, loader);
            }
            return points == null ? null : change(name.replace('/', '.'), loader, bytes, points);
        } catch (Throwable failure) {
            System.err.println("guard: cannot guard class `" + name.replace('/', '.') + "` of this JDK or library: "
                    + failure + "; please report this with the versions in use");
            onFailure.run();
            return null;
        }
    }

    private static void requireOne(List<String> guarded, ClassLoader loader) {
        if (guarded.stream().allMatch(type -> loader.getResource(type.replace('.', '/') + ".class") == null)) {
            throw new IllegalStateException("this version has no class " + String.join(" and no class ", guarded));
        }
    }

    private static byte[] change(
            String name, @Nullable ClassLoader loader, byte[] bytes, List<TypeInstrumentation.Point> points) {
        ClassFileLocator locator = new ClassFileLocator.Compound(
                ClassFileLocator.Simple.of(name, bytes),
                loader == null
                        ? ClassFileLocator.ForClassLoader.ofPlatformLoader()
                        : ClassFileLocator.ForClassLoader.of(loader));
        TypeDescription type =
                TypePool.Default.WithLazyResolution.of(locator).describe(name).resolve();
        DynamicType.Builder<?> builder = new ByteBuddy()
                .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
                .with(Implementation.Context.Disabled.Factory.INSTANCE)
                .with(TypeValidation.DISABLED)
                .decorate(type, locator);
        for (TypeInstrumentation.Point point : points) {
            ElementMatcher.Junction<MethodDescription> named = named(point.method());
            if (point.optional() && type.getDeclaredMethods().filter(named).isEmpty()) {
                continue;
            }
            ElementMatcher.Junction<MethodDescription> method =
                    named.and(point.descriptor().isEmpty() ? not(isAbstract()) : described(point.descriptor()));
            if (type.getDeclaredMethods().filter(method).isEmpty()) {
                throw new IllegalStateException("it has no method " + point.method() + point.descriptor());
            }
            builder = builder.visit(Advice.to(point.advice()).on(method));
        }
        return builder.make().getBytes();
    }

    private static ElementMatcher<MethodDescription> described(String descriptor) {
        return descriptor.startsWith(")")
                ? method -> method.getDescriptor().endsWith(descriptor)
                : hasDescriptor(descriptor);
    }
}
