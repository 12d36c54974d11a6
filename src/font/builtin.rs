//! The files built into the program.

/// The bytes of every built-in face, in a fixed order (a face's number in the book is its place here).
pub(super) const FILES: &[&[u8]] = &[
    include_bytes!("../../fonts/stix-two-text/STIXTwoText_400Regular.ttf"),
    include_bytes!("../../fonts/stix-two-text/STIXTwoText_400Regular_Italic.ttf"),
    include_bytes!("../../fonts/stix-two-text/STIXTwoText_700Bold.ttf"),
    include_bytes!("../../fonts/stix-two-text/STIXTwoText_700Bold_Italic.ttf"),
    include_bytes!("../../fonts/source-sans-3/SourceSans3_400Regular.ttf"),
    include_bytes!("../../fonts/source-sans-3/SourceSans3_400Regular_Italic.ttf"),
    include_bytes!("../../fonts/source-sans-3/SourceSans3_600SemiBold.ttf"),
    include_bytes!("../../fonts/source-sans-3/SourceSans3_600SemiBold_Italic.ttf"),
    include_bytes!("../../fonts/source-sans-3/SourceSans3_700Bold.ttf"),
    include_bytes!("../../fonts/barlow-condensed/BarlowCondensed_500Medium.ttf"),
    include_bytes!("../../fonts/barlow-condensed/BarlowCondensed_600SemiBold.ttf"),
    include_bytes!("../../fonts/barlow-condensed/BarlowCondensed_600SemiBold_Italic.ttf"),
    include_bytes!("../../fonts/barlow-condensed/BarlowCondensed_700Bold.ttf"),
    include_bytes!("../../fonts/playfair-display/PlayfairDisplay_900Black.ttf"),
    include_bytes!("../../fonts/source-code-pro/SourceCodePro_400Regular.ttf"),
];
