package dev.lockstep.verification;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of modules in ARCHITECTURE.md as rules: whoever needs an arrow that isn't there changes that table
/// and this one together.
class ArchitectureTest {
    private static final String OURS = "dev.lockstep.";

    /// Each module, and which of ours it knows.
    private static final Map<String, Set<String>> KNOWS = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("rows", Set.of("model")),
            Map.entry("salesforce", Set.of("model", "rows")),
            Map.entry("postgres", Set.of("model", "rows")),
            Map.entry("engine", Set.of("model", "rows", "salesforce", "postgres")),
            Map.entry("embedded", Set.of()),
            Map.entry("orgsim", Set.of()),
            Map.entry("clients", Set.of()),
            Map.entry("app", Set.of("model", "rows", "salesforce", "postgres", "engine", "embedded", "orgsim")),
            Map.entry(
                    "verification",
                    Set.of("model", "rows", "salesforce", "postgres", "engine", "embedded", "orgsim", "app")),
            Map.entry(
                    "benchmarks",
                    Set.of("model", "rows", "salesforce", "postgres", "engine", "embedded", "orgsim", "app")));

    private static JavaClasses production = new ClassFileImporter().importPackages(List.of());

    @BeforeAll
    static void readClasses() {
        production = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.lockstep");
    }

    static Set<String> modules() {
        return KNOWS.keySet();
    }

    static Stream<String> modulesThatDoNotKnowAll() {
        return modules().stream().filter(module -> !module.equals("verification"));
    }

    @ParameterizedTest
    @MethodSource("modulesThatDoNotKnowAll")
    void knowsOnlyTheModulesThatItsLineNames(String module) {
        var unknown = KNOWS.keySet().stream()
                .filter(other -> !other.equals(module)
                        && !KNOWS.getOrDefault(module, Set.of()).contains(other))
                .map(ArchitectureTest::packagesOf)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(packagesOf(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(unknown)
                .check(production);
    }

    @Test
    void livesInOneOfTheModules() {
        classes()
                .should()
                .resideInAnyPackage(
                        modules().stream().map(ArchitectureTest::packagesOf).toArray(String[]::new))
                .check(production);
    }

    @Test
    void hasNoCycleBetweenModules() {
        slices().matching(OURS + "(*)..").should().beFreeOfCycles().check(production);
    }

    /// The package at a module's root is its face and its vocabulary, which its parts use too; so it is left out,
    /// and so is the simulated org's one front, which lies beside the data that its parts work on.
    @ParameterizedTest
    @MethodSource("modules")
    void hasNoCycleBetweenThePartsOfAModule(String module) {
        slices().matching(OURS + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(equivalentTo(SimulatedOrg.class), alwaysTrue())
                .allowEmptyShould(true)
                .check(production);
    }

    @Test
    void keepsFrameworksOutOfTheSync() {
        noClasses()
                .that()
                .resideInAnyPackage(Stream.of("model", "rows", "salesforce", "postgres", "engine")
                        .map(ArchitectureTest::packagesOf)
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..", "org.eclipse.jetty..", "jakarta.servlet..", "javax.servlet..")
                .check(production);
    }

    /// A shared type would let one misunderstanding of Salesforce pass on both sides.
    @Test
    void letsTheSimulatedOrgAndItsClientShareNothing() {
        noClasses()
                .that()
                .resideInAPackage(packagesOf("orgsim"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.sforce..", packagesOf("salesforce"), packagesOf("rows"), packagesOf("model"))
                .check(production);
    }

    /// A judge of the simulated org that knew our view of it would be none.
    @Test
    void letsTheForeignClientKnowNothingOfOurs() {
        var program = OURS + "verification.foreign.partner";

        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(program, "com.sforce..", "org.jspecify..", "java..", "javax.xml..")
                .check(new ClassFileImporter().importPackages(program));
    }

    private static String packagesOf(String module) {
        return OURS + module + "..";
    }
}
