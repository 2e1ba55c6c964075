package dev.agentguard.javaagent.tests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What may depend on what, over all modules; the design's list, each rule with its reason. */
@AnalyzeClasses(locations = ArchitectureTest.Modules.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("dev.agentguard..");

    @ArchTest
    static final ArchRule actions_import_nothing_of_ours = noClasses()
            .that()
            .resideInAPackage("dev.agentguard.action..")
            .should()
            .dependOnClassesThat(OURS.and(describe("are elsewhere", type -> !in(type, "dev.agentguard.action"))))
            .because("an action is raw: nothing in it was interpreted");

    @ArchTest
    static final ArchRule annotations_import_nothing_of_ours = noClasses()
            .that()
            .resideInAPackage("dev.agentguard.annotation..")
            .should()
            .dependOnClassesThat(OURS.and(describe("are elsewhere", type -> !in(type, "dev.agentguard.annotation"))))
            .because("users' tools are compiled against it");

    @ArchTest
    static final ArchRule declarations_know_actions_only = noClasses()
            .that()
            .resideInAPackage("dev.agentguard.declaration..")
            .should()
            .dependOnClassesThat(OURS.and(describe(
                    "are elsewhere",
                    type -> !in(type, "dev.agentguard.declaration") && !in(type, "dev.agentguard.action"))))
            .because("an application may carry another copy of the annotations, or none");

    @ArchTest
    static final ArchRule effects_know_no_later_step = noClasses()
            .that()
            .resideInAPackage("dev.agentguard.effect..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.agentguard.pack..",
                    "dev.agentguard.scope..",
                    "dev.agentguard.rules..",
                    "dev.agentguard.decision..",
                    "dev.agentguard.approval..",
                    "dev.agentguard.audit..",
                    "dev.agentguard.config..")
            .because("what an action does must not depend on what is decided about it");

    @ArchTest
    static final ArchRule decisions_are_pure = noClasses()
            .that()
            .resideInAPackage("dev.agentguard.decision..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent..", "org.slf4j..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, java.time.Clock.class, java.time.InstantSource.class, ThreadLocal.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .because("a decision is computed again from the record");

    @ArchTest
    static final ArchRule nothing_but_hosts_knows_the_facade = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.agentguard.action..",
                    "dev.agentguard.annotation..",
                    "dev.agentguard.approval..",
                    "dev.agentguard.audit..",
                    "dev.agentguard.config..",
                    "dev.agentguard.console..",
                    "dev.agentguard.decision..",
                    "dev.agentguard.declaration..",
                    "dev.agentguard.effect..",
                    "dev.agentguard.freeze..",
                    "dev.agentguard.mcp..",
                    "dev.agentguard.pack..",
                    "dev.agentguard.resilience..",
                    "dev.agentguard.rules..",
                    "dev.agentguard.scope..",
                    "dev.agentguard.yaml..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.agentguard")
            .because("the façade knows all others, so that there is one direction");

    @ArchTest
    static final ArchRule approval_knows_no_audit = noClasses()
            .that()
            .resideInAPackage("dev.agentguard.approval..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.agentguard.audit..")
            .because("neither may be needed to check the other");

    @ArchTest
    static final ArchRule audit_knows_no_approval = noClasses()
            .that()
            .resideInAPackage("dev.agentguard.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.agentguard.approval..")
            .because("neither may be needed to check the other");

    @ArchTest
    static final ArchRule the_api_knows_no_host = noClasses()
            .that(inTheApi())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.langchain4j..",
                    "net.bytebuddy..",
                    "java.net.http..",
                    "org.apache.http..",
                    "org.apache.hc..",
                    "okhttp3..",
                    "dev.agentguard.langchain4j..",
                    "dev.agentguard.javaagent..",
                    "dev.agentguard.bridge..")
            .because("the whole flow must run in any host");

    @ArchTest
    static final ArchRule one_class_opens_connections = noClasses()
            .that(inTheApi())
            .and()
            .doNotHaveSimpleName("JdkHttpTransport")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(HttpURLConnection|URLConnection|Socket)")
            .because("the agent must be able to let Guard's own requests, and no others, pass");

    @ArchTest
    static final ArchRule the_bridge_knows_java_only = noClasses()
            .that()
            .resideInAPackage("dev.agentguard.bridge..")
            .should()
            .dependOnClassesThat(describe(
                    "are neither java.* nor the bridge",
                    type -> !type.getPackageName().startsWith("java.")
                            && !type.isPrimitive()
                            // a conscious exception: the annotation of package-info is not looked at when it runs
                            && !type.getName().equals("org.jspecify.annotations.NullMarked")
                            && !type.isArray()
                            && !in(type, "dev.agentguard.bridge")))
            .because("it lies on the bootstrap path, where every library is in everybody's way");

    @ArchTest
    static final ArchRule instrumentations_decide_nothing = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.agentguard.javaagent.http..",
                    "dev.agentguard.javaagent.process..",
                    "dev.agentguard.javaagent.sql..",
                    "dev.agentguard.javaagent.tool..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.agentguard.effect..", "dev.agentguard.rules..", "dev.agentguard.decision..")
            .because("an instrumentation reads what is sent and asks; what that means is the engine's");

    @ArchTest
    static final ArchRule the_library_knows_no_agent = noClasses()
            .that()
            .resideInAPackage("dev.agentguard.langchain4j..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.agentguard.javaagent..", "dev.agentguard.bridge..", "net.bytebuddy..")
            .because("they meet at the bridge, by JDK types");

    @ArchTest
    static final ArchRule spring_is_known_in_its_own_package_only = noClasses()
            .that()
            .resideOutsideOfPackage("dev.agentguard.langchain4j.spring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .because("an application without Spring must never load it");

    @ArchTest
    static final ArchRule quarkus_is_known_in_its_own_package_only = noClasses()
            .that()
            .resideOutsideOfPackage("dev.agentguard.langchain4j.quarkus..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkiverse..", "io.quarkus..", "jakarta.inject..", "jakarta.annotation..")
            .because("an application without Quarkus must never load it");

    @ArchTest
    static final ArchRule spring_ai_needs_no_langchain4j = noClasses()
            .that()
            .resideInAPackage("dev.agentguard.langchain4j.spring.ai..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.langchain4j..", "dev.agentguard.langchain4j", "dev.agentguard.langchain4j.spring")
            .because("an application of Spring AI does not have it");

    @ArchTest
    static final ArchRule the_agent_knows_no_library = noClasses()
            .that()
            .resideInAPackage("dev.agentguard.javaagent..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.agentguard.langchain4j..", "dev.langchain4j..")
            .because("it must not touch the application's classes but by reflection");

    @ArchTest
    static final ArchRule no_main_code_knows_examples = noClasses()
            .that()
            .resideOutsideOfPackage("dev.agentguard.examples..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.agentguard.examples..")
            .because("nothing depends on an example");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.agentguard.(*)..").should().beFreeOfCycles().because("the flow has one direction");

    @ArchTest
    static final ArchRule subpackages_have_no_cycles = slices().matching("dev.agentguard.(**)")
            .should()
            .beFreeOfCycles()
            .because("the flow has one direction inside a step too");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .that(inTheApi())
            .and()
            .haveSimpleName("package-info")
            .should()
            .beAnnotatedWith("org.jspecify.annotations.NullMarked")
            .because("null is an error that the compiler finds");

    private static DescribedPredicate<JavaClass> inTheApi() {
        return describe(
                "are in guard-api",
                type -> in(type, "dev.agentguard")
                        && !in(type, "dev.agentguard.langchain4j")
                        && !in(type, "dev.agentguard.javaagent")
                        && !in(type, "dev.agentguard.bridge")
                        && !in(type, "dev.agentguard.examples"));
    }

    private static boolean in(JavaClass type, String name) {
        return type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".");
    }

    /** The classes as they were compiled: in guard.jar, most of the agent's lie where no class loader looks. */
    static final class Modules implements LocationProvider {

        private static final List<String> MODULES =
                List.of("guard-api", "guard-langchain4j", "guard-javaagent/bridge", "guard-javaagent/agent");

        @Override
        public Set<Location> get(Class<?> testClass) {
            Path project = Path.of("").toAbsolutePath().getParent().getParent();
            return MODULES.stream()
                    .map(module -> Location.of(project.resolve(module).resolve("target/classes")))
                    .collect(Collectors.toSet());
        }
    }
}
