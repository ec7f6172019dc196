import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Says with veraPDF of each file whether it keeps every rule: Archival FLAVOURS FILE..., flavours as "3a,ua1". */
public class Archival {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean kept = true;
        for (String name : arguments[0].split(",")) {
            for (int place = 1; place < arguments.length; place++) {
                kept &= keeps(PDFAFlavour.fromString(name), arguments[place]);
            }
        }
        System.exit(kept ? 0 : 1);
    }

    private static boolean keeps(PDFAFlavour flavour, String path) throws Exception {
        try (FileInputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
            ValidationResult result = validator.validate(parser);
            String said = result.isCompliant() ? "kept" : "BROKEN";
            System.out.println(flavour + " " + said + " " + path + " " + result.getTotalAssertions());
            broken(result).forEach((rule, times) -> System.out.println("    " + times + " x " + rule));
            return result.isCompliant();
        }
    }

    private static Map<String, Integer> broken(ValidationResult result) {
        Map<String, Integer> found = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String clause = assertion.getRuleId().getClause();
                found.merge(clause + " " + assertion.getMessage(), 1, Integer::sum);
            }
        }
        return found;
    }
}
