package dev.agentguard.rules.prose;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** The flow from a document to its rules has one direction, as the package's documentation draws it. */
@AnalyzeClasses(packagesOf = ProseRules.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ProseArchitectureTest {

    @ArchTest
    static final ArchRule no_two_classes_know_each_other = slices().assignedFrom(new TopLevelClasses())
            .should()
            .beFreeOfCycles()
            .because("whoever looks for a form of sentence reads down the flow and never back up");

    /** Each class with those inside it. */
    private static final class TopLevelClasses implements SliceAssignment {

        @Override
        public String getDescription() {
            return "classes of " + ProseRules.class.getPackageName();
        }

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            if (!type.getPackageName().equals(ProseRules.class.getPackageName())) {
                return SliceIdentifier.ignore();
            }
            String name = type.getName();
            int inner = name.indexOf('$');
            return SliceIdentifier.of(inner < 0 ? name : name.substring(0, inner));
        }
    }
}
