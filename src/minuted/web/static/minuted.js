// Pages work without any of this; it makes some of them quicker to use.
import { initAll } from "./govuk.js";

initAll();
