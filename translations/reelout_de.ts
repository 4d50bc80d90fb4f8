<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>HelpPages</name>
    <message>
        <source>Elsewhere</source>
        <translation>Anderswo</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Reelout, a desktop recorder. Without a display, reelout-cli records.</source>
        <translation>Reelout, ein Rekorder für den Desktop. Ohne Bildschirm nimmt reelout-cli auf.</translation>
    </message>
    <message>
        <source>A project to open (.reelout).</source>
        <translation>Ein Projekt, das geöffnet wird (.reelout).</translation>
    </message>
    <message>
        <source>Without a display, reelout-cli records.</source>
        <translation>Ohne Bildschirm nimmt reelout-cli auf.</translation>
    </message>
    <message>
        <source>Tells the running program: %1</source>
        <translation>Sagt dem laufenden Programm: %1</translation>
    </message>
    <message>
        <source>The operator that these options are about.</source>
        <translation>Der Operator, um den es bei diesen Optionen geht.</translation>
    </message>
    <message>
        <source>Starts another program even when one runs already.</source>
        <translation>Startet ein weiteres Programm, auch wenn schon eines läuft.</translation>
    </message>
    <message>
        <source>Reelout is not running.</source>
        <translation>Reelout läuft nicht.</translation>
    </message>
</context>
<context>
    <name>Parameters</name>
    <message>
        <source>Screen Grab</source>
        <translation>Bildschirm</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <source>All Monitors</source>
        <translation>Alle Monitore</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>monitors of this desktop, the primary one first</source>
        <translation>die Monitore dieses Desktops, der primäre zuerst</translation>
    </message>
    <message>
        <source>the primary monitor</source>
        <translation>der primäre Monitor</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Left upper corner of the region in pixels of the whole desktop.</source>
        <translation>Linke obere Ecke des Ausschnitts in Pixeln des ganzen Desktops.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Cursor</source>
        <translation>Mauszeiger</translation>
    </message>
    <message>
        <source>Shows the mouse pointer in the picture.</source>
        <translation>Zeigt den Mauszeiger im Bild.</translation>
    </message>
    <message>
        <source>Frame Rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>fps</translation>
    </message>
    <message>
        <source>Video Device In</source>
        <translation>Videogerät</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>cameras and capture cards</source>
        <translation>Kameras und Videokarten</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>Movie File In</source>
        <translation>Filmdatei</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Movie, still or first picture of an image sequence, which goes on as long as there is a next number.</source>
        <translation>Film, Standbild oder erstes Bild einer Bildsequenz; sie geht weiter, solange es eine nächste Nummer gibt.</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Sequence Rate</source>
        <translation>Rate der Sequenz</translation>
    </message>
    <message>
        <source>Pictures a second of an image sequence; a movie has its own.</source>
        <translation>Bilder pro Sekunde einer Bildsequenz; ein Film hat seine eigene Rate.</translation>
    </message>
    <message>
        <source>Every Frame</source>
        <translation>Jedes Bild</translation>
    </message>
    <message>
        <source>Test Pattern</source>
        <translation>Testbild</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>The picture beneath number and flash.</source>
        <translation>Das Bild unter Nummer und Blitz.</translation>
    </message>
    <message>
        <source>Colour Bars</source>
        <translation>Farbbalken</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Checker</source>
        <translation>Schachbrett</translation>
    </message>
    <message>
        <source>Zone Plate</source>
        <translation>Zonenplatte</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>Width and height in pixels.</source>
        <translation>Breite und Höhe in Pixeln.</translation>
    </message>
    <message>
        <source>Pictures a second.</source>
        <translation>Bilder pro Sekunde.</translation>
    </message>
    <message>
        <source>Frame Number</source>
        <translation>Bildnummer</translation>
    </message>
    <message>
        <source>Burns in the number of the frame, for people and as a code that programs read back.</source>
        <translation>Schreibt die Nummer des Bildes hinein, für Menschen und als Code, den Programme zurücklesen.</translation>
    </message>
    <message>
        <source>Flash</source>
        <translation>Blitz</translation>
    </message>
    <message>
        <source>Makes the whole picture white for one frame at each whole second, in step with the oscillator&apos;s beep.</source>
        <translation>Macht das ganze Bild zu jeder vollen Sekunde ein Bild lang weiß, im Takt mit dem Piepen des Oszillators.</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Farbtiefe</translation>
    </message>
    <message>
        <source>Depth of the picture. As float, ramp and noise have values from -0.5 to 1.5.</source>
        <translation>Farbtiefe des Bildes. Als Gleitkommazahlen reichen Verlauf und Rauschen von -0,5 bis 1,5.</translation>
    </message>
    <message>
        <source>8-bit fixed</source>
        <translation>8 Bit, Festkomma</translation>
    </message>
    <message>
        <source>16-bit fixed</source>
        <translation>16 Bit, Festkomma</translation>
    </message>
    <message>
        <source>16-bit float</source>
        <translation>16 Bit, Gleitkomma</translation>
    </message>
    <message>
        <source>32-bit float</source>
        <translation>32 Bit, Gleitkomma</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Goes from transparent at the upper edge to opaque at the lower one.</source>
        <translation>Geht von durchsichtig am oberen Rand zu deckend am unteren.</translation>
    </message>
    <message>
        <source>Hands over each picture once, from number 0, as fast as the recorder takes them, instead of in real time. Recorded without sound; Limit Length or Record ends it.</source>
        <translation>Gibt jedes Bild ab Nummer 0 genau einmal weiter, so schnell der Rekorder sie nimmt, statt in Echtzeit. Wird ohne Ton aufgenommen; Länge begrenzen oder Aufnahme beendet es.</translation>
    </message>
    <message>
        <source>Audio Device In</source>
        <translation>Audiogerät</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>System Sound</source>
        <translation>Systemton</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>The device, by its own identity: the same one is taken after replugging. An application is listed while it plays, and taken back by its name when it plays again; no other one ever takes its place.</source>
        <translation>Das Gerät, an seiner eigenen Kennung erkannt: Nach dem Umstecken wird dasselbe genommen. Eine Anwendung steht in der Liste, solange sie spielt, und wird an ihrem Namen wiedererkannt; nie tritt eine andere an ihre Stelle.</translation>
    </message>
    <message>
        <source>devices of the chosen kind, the default one first</source>
        <translation>Geräte der gewählten Art, das Standardgerät zuerst</translation>
    </message>
    <message>
        <source>the default device</source>
        <translation>das Standardgerät</translation>
    </message>
    <message>
        <source>Sample Rate</source>
        <translation>Abtastrate</translation>
    </message>
    <message>
        <source>Samples a second; 0 is the device&apos;s own rate.</source>
        <translation>Abtastwerte pro Sekunde; 0 ist die Rate des Geräts selbst.</translation>
    </message>
    <message>
        <source>Hz</source>
        <translation>Hz</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Number of channels; 0 is the device&apos;s own.</source>
        <translation>Zahl der Kanäle; 0 sind die des Geräts.</translation>
    </message>
    <message>
        <source>Audio File In</source>
        <translation>Audiodatei</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Playing, or the whole file as one block of samples that a recorder with Time Slice off writes at once.</source>
        <translation>Abspielend, oder die ganze Datei als ein Block von Abtastwerten, den ein Rekorder mit ausgeschaltetem Zeitabschnitt auf einmal schreibt.</translation>
    </message>
    <message>
        <source>Playing</source>
        <translation>Abspielend</translation>
    </message>
    <message>
        <source>Static Clip</source>
        <translation>Stehender Clip</translation>
    </message>
    <message>
        <source>Begins again at the end.</source>
        <translation>Beginnt am Ende von vorn.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Factor on every sample.</source>
        <translation>Faktor auf jeden Abtastwert.</translation>
    </message>
    <message>
        <source>Audio Oscillator</source>
        <translation>Oszillator (Audio)</translation>
    </message>
    <message>
        <source>Oscillator</source>
        <translation>Oszillator</translation>
    </message>
    <message>
        <source>Wave</source>
        <translation>Wellenform</translation>
    </message>
    <message>
        <source>Beep: a short tone at each whole second, in step with the test pattern&apos;s flash.</source>
        <translation>Piepen: ein kurzer Ton zu jeder vollen Sekunde, im Takt mit dem Blitz des Testbilds.</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>Sinus</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Beep</source>
        <translation>Piepen</translation>
    </message>
    <message>
        <source>Frequency</source>
        <translation>Frequenz</translation>
    </message>
    <message>
        <source>Pitch in hertz.</source>
        <translation>Tonhöhe in Hertz.</translation>
    </message>
    <message>
        <source>Amplitude</source>
        <translation>Amplitude</translation>
    </message>
    <message>
        <source>Greatest sample value; 1 is full scale.</source>
        <translation>Größter Abtastwert; 1 ist Vollaussteuerung.</translation>
    </message>
    <message>
        <source>Samples a second.</source>
        <translation>Abtastwerte pro Sekunde.</translation>
    </message>
    <message>
        <source>Number of channels.</source>
        <translation>Zahl der Kanäle.</translation>
    </message>
    <message>
        <source>Analyze</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>What of the input&apos;s samples is measured.</source>
        <translation>Was an den Abtastwerten des Eingangs gemessen wird.</translation>
    </message>
    <message>
        <source>RMS Power</source>
        <translation>Effektivwert (RMS)</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Spitzenwert</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Gate Threshold</source>
        <translation>Gate-Schwelle</translation>
    </message>
    <message>
        <source>Level from which the channel gate is 1.</source>
        <translation>Pegel, ab dem der Kanal gate 1 ist.</translation>
    </message>
    <message>
        <source>Gate Hysteresis</source>
        <translation>Gate-Hysterese</translation>
    </message>
    <message>
        <source>The gate stays 1 until the level is this much below the threshold, so that it does not flutter.</source>
        <translation>Das Gate bleibt 1, bis der Pegel so weit unter der Schwelle liegt, damit es nicht flattert.</translation>
    </message>
    <message>
        <source>Gate Hold</source>
        <translation>Gate-Haltezeit</translation>
    </message>
    <message>
        <source>Seconds the gate stays 1 after the level fell.</source>
        <translation>Sekunden, die das Gate nach dem Abfallen des Pegels 1 bleibt.</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Gate Name</source>
        <translation>Name des Gates</translation>
    </message>
    <message>
        <source>Name of the gate&apos;s channel; audiofileout1:record drives that parameter when Export Method is Channel Name is Path:Parameter.</source>
        <translation>Name des Gate-Kanals; audiofileout1:record steuert diesen Parameter, wenn die Export-Methode Kanalname ist Pfad:Parameter ist.</translation>
    </message>
    <message>
        <source>Common</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Export Method</source>
        <translation>Export-Methode</translation>
    </message>
    <message>
        <source>How channels are tied to parameters.</source>
        <translation>Wie Kanäle mit Parametern verbunden werden.</translation>
    </message>
    <message>
        <source>DAT Table by Index</source>
        <translation>DAT-Tabelle nach Index</translation>
    </message>
    <message>
        <source>DAT Table by Name</source>
        <translation>DAT-Tabelle nach Name</translation>
    </message>
    <message>
        <source>Channel Name is Path:Parameter</source>
        <translation>Kanalname ist Pfad:Parameter</translation>
    </message>
    <message>
        <source>Export Root</source>
        <translation>Export-Wurzel</translation>
    </message>
    <message>
        <source>Where relative paths begin.</source>
        <translation>Wo relative Pfade beginnen.</translation>
    </message>
    <message>
        <source>Export Table</source>
        <translation>Export-Tabelle</translation>
    </message>
    <message>
        <source>Table with the columns path, parameter, value, enable; value is the channel&apos;s index or name.</source>
        <translation>Tabelle mit den Spalten path, parameter, value, enable; value ist Index oder Name des Kanals.</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>A .tsv or .csv file to read the rows from; empty: the rows edited here.</source>
        <translation>Eine .tsv- oder .csv-Datei, aus der die Zeilen gelesen werden; leer: die hier bearbeiteten Zeilen.</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>Reads the file again.</source>
        <translation>Liest die Datei noch einmal.</translation>
    </message>
    <message>
        <source>Movie File Out</source>
        <translation>Filmausgabe</translation>
    </message>
    <message>
        <source>Movie Out</source>
        <translation>Filmausgabe</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>What one recording makes: a movie file, one still, one still per frame, or a movie that grows by one frame at each Add Frame.</source>
        <translation>Was eine Aufnahme ergibt: eine Filmdatei, ein Standbild, ein Standbild pro Bild oder einen Film, der mit jedem Bild hinzufügen um ein Bild wächst.</translation>
    </message>
    <message>
        <source>Movie</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Image Sequence</source>
        <translation>Bildsequenz</translation>
    </message>
    <message>
        <source>Stop-Frame Movie</source>
        <translation>Einzelbildfilm</translation>
    </message>
    <message>
        <source>Video Codec</source>
        <translation>Video-Codec</translation>
    </message>
    <message>
        <source>Animation</source>
        <translation>Animation</translation>
    </message>
    <message>
        <source>Photo/Motion JPEG</source>
        <translation>Photo/Motion JPEG</translation>
    </message>
    <message>
        <source>MPEG 4 (Part 2)</source>
        <translation>MPEG 4 (Part 2)</translation>
    </message>
    <message>
        <source>H.264</source>
        <translation>H.264</translation>
    </message>
    <message>
        <source>H.265/HEVC</source>
        <translation>H.265/HEVC</translation>
    </message>
    <message>
        <source>GoPro-Cineform</source>
        <translation>GoPro-Cineform</translation>
    </message>
    <message>
        <source>Hap</source>
        <translation>Hap</translation>
    </message>
    <message>
        <source>Hap Q</source>
        <translation>Hap Q</translation>
    </message>
    <message>
        <source>Apple ProRes</source>
        <translation>Apple ProRes</translation>
    </message>
    <message>
        <source>NotchLC</source>
        <translation>NotchLC</translation>
    </message>
    <message>
        <source>VP8</source>
        <translation>VP8</translation>
    </message>
    <message>
        <source>VP9</source>
        <translation>VP9</translation>
    </message>
    <message>
        <source>AV1</source>
        <translation>AV1</translation>
    </message>
    <message>
        <source>GIF</source>
        <translation>GIF</translation>
    </message>
    <message>
        <source>Avid DNxHR</source>
        <translation>Avid DNxHR</translation>
    </message>
    <message>
        <source>FFV1 (lossless)</source>
        <translation>FFV1 (verlustfrei)</translation>
    </message>
    <message>
        <source>Video Codec Type</source>
        <translation>Codec-Typ</translation>
    </message>
    <message>
        <source>Flavour within the codec: the six ProRes types, the Hap family, the encoder to use for H.264/H.265/AV1 (software or a hardware one found at run time).</source>
        <translation>Spielart innerhalb des Codecs: die sechs ProRes-Typen, die Hap-Familie, der Encoder für H.264/H.265/AV1 (Software oder ein beim Start gefundener in Hardware).</translation>
    </message>
    <message>
        <source>first entry of the codec</source>
        <translation>erster Eintrag des Codecs</translation>
    </message>
    <message>
        <source>the codec has types</source>
        <translation>der Codec Typen hat</translation>
    </message>
    <message>
        <source>Image File Type</source>
        <translation>Bildformat</translation>
    </message>
    <message>
        <source>File format of stills.</source>
        <translation>Dateiformat von Standbildern.</translation>
    </message>
    <message>
        <source>TIFF</source>
        <translation>TIFF</translation>
    </message>
    <message>
        <source>JPEG</source>
        <translation>JPEG</translation>
    </message>
    <message>
        <source>BMP</source>
        <translation>BMP</translation>
    </message>
    <message>
        <source>OpenEXR</source>
        <translation>OpenEXR</translation>
    </message>
    <message>
        <source>PNG</source>
        <translation>PNG</translation>
    </message>
    <message>
        <source>DDS</source>
        <translation>DDS</translation>
    </message>
    <message>
        <source>WebP</source>
        <translation>WebP</translation>
    </message>
    <message>
        <source>Radiance HDR</source>
        <translation>Radiance HDR</translation>
    </message>
    <message>
        <source>Unique Suffix</source>
        <translation>Eindeutige Nummer</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>Index in me.fileSuffix; with Unique Suffix on, where the search begins.</source>
        <translation>Nummer in me.fileSuffix; mit Eindeutige Nummer die, bei der die Suche beginnt.</translation>
    </message>
    <message>
        <source>Leading Zeros Digits</source>
        <translation>Mindestzahl der Ziffern</translation>
    </message>
    <message>
        <source>Fewest digits of the image number in a sequence; longer numbers are never cut.</source>
        <translation>Wie viele Ziffern die Bildnummer einer Sequenz mindestens hat; längere Nummern werden nie gekürzt.</translation>
    </message>
    <message>
        <source>Path and name with extension. Relative paths are relative to the movies folder of the user. Accepts a drop of a file or folder.</source>
        <translation>Pfad und Name mit Endung. Relative Pfade beginnen im Videoordner des Benutzers. Nimmt eine abgelegte Datei oder einen Ordner an.</translation>
    </message>
    <message>
        <source>Movie Pixel Format</source>
        <translation>Film-Pixelformat</translation>
    </message>
    <message>
        <source>Sampling, bit depth and whether alpha is written.</source>
        <translation>Abtastung, Bittiefe, und ob Alpha geschrieben wird.</translation>
    </message>
    <message>
        <source>first entry of codec and type</source>
        <translation>erster Eintrag von Codec und Typ</translation>
    </message>
    <message>
        <source>Audio CHOP</source>
        <translation>Audio-CHOP</translation>
    </message>
    <message>
        <source>Source of the sound track; empty writes a silent file without an audio track. Accepts a drop of an audio operator.</source>
        <translation>Quelle der Tonspur; leer schreibt einen Film ohne Tonspur. Nimmt einen abgelegten Audio-Operator an.</translation>
    </message>
    <message>
        <source>the project&apos;s first audio source</source>
        <translation>die erste Tonquelle des Projekts</translation>
    </message>
    <message>
        <source>Audio Codec</source>
        <translation>Audio-Codec</translation>
    </message>
    <message>
        <source>Codec of the sound track.</source>
        <translation>Codec der Tonspur.</translation>
    </message>
    <message>
        <source>ALAC (Apple Lossless)</source>
        <translation>ALAC (Apple Lossless)</translation>
    </message>
    <message>
        <source>MP3</source>
        <translation>MP3</translation>
    </message>
    <message>
        <source>Uncompressed 16-bit (PCM)</source>
        <translation>Unkomprimiert, 16 Bit (PCM)</translation>
    </message>
    <message>
        <source>Uncompressed 24-bit (PCM)</source>
        <translation>Unkomprimiert, 24 Bit (PCM)</translation>
    </message>
    <message>
        <source>Uncompressed 32-bit (PCM)</source>
        <translation>Unkomprimiert, 32 Bit (PCM)</translation>
    </message>
    <message>
        <source>Vorbis</source>
        <translation>Vorbis</translation>
    </message>
    <message>
        <source>AAC</source>
        <translation>AAC</translation>
    </message>
    <message>
        <source>Opus</source>
        <translation>Opus</translation>
    </message>
    <message>
        <source>FLAC</source>
        <translation>FLAC</translation>
    </message>
    <message>
        <source>Audio Bit Rate</source>
        <translation>Audio-Bitrate</translation>
    </message>
    <message>
        <source>Target rate of the whole track for lossy codecs.</source>
        <translation>Zielrate der ganzen Spur bei verlustbehafteten Codecs.</translation>
    </message>
    <message>
        <source>96 kb/s</source>
        <translation>96 kb/s</translation>
    </message>
    <message>
        <source>128 kb/s</source>
        <translation>128 kb/s</translation>
    </message>
    <message>
        <source>192 kb/s</source>
        <translation>192 kb/s</translation>
    </message>
    <message>
        <source>256 kb/s</source>
        <translation>256 kb/s</translation>
    </message>
    <message>
        <source>320 kb/s</source>
        <translation>320 kb/s</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>1 is the best the codec can do; lossless where it can be. Monotone: a higher value never gives a lower measured PSNR on the same input.</source>
        <translation>1 ist das Beste, was der Codec kann, verlustfrei, wo das geht. Monoton: Ein höherer Wert ergibt bei gleichem Eingang nie einen niedrigeren gemessenen PSNR.</translation>
    </message>
    <message>
        <source>the codec is steered by quality</source>
        <translation>der Codec über die Qualität gesteuert wird</translation>
    </message>
    <message>
        <source>the image type is lossy</source>
        <translation>der Bildtyp verlustbehaftet ist</translation>
    </message>
    <message>
        <source>Movie FPS</source>
        <translation>Film-FPS</translation>
    </message>
    <message>
        <source>Constant frame rate of the file. Frames are repeated or skipped; time never bends. Ratios such as 30000/1001 are exact.</source>
        <translation>Konstante Bildrate der Datei. Bilder werden wiederholt oder ausgelassen, die Zeit wird nie verbogen. Brüche wie 30000/1001 sind exakt.</translation>
    </message>
    <message>
        <source>Limit Length</source>
        <translation>Länge begrenzen</translation>
    </message>
    <message>
        <source>Stop by itself at Length.</source>
        <translation>Hört bei Länge von selbst auf.</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Length at which the recording ends.</source>
        <translation>Länge, bei der die Aufnahme endet.</translation>
    </message>
    <message>
        <source>Length Unit</source>
        <translation>Einheit der Länge</translation>
    </message>
    <message>
        <source>I</source>
        <translation>I</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>On opens the file and records; off finishes and closes it. Set again while on: nothing happens.</source>
        <translation>An öffnet die Datei und nimmt auf; aus beendet und schließt sie. Noch einmal an: nichts geschieht.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>No frames and no samples are taken; the file stays open; on resume picture and sound go on without a gap, in sync.</source>
        <translation>Es werden weder Bilder noch Abtastwerte aufgenommen; die Datei bleibt offen; danach gehen Bild und Ton ohne Lücke synchron weiter.</translation>
    </message>
    <message>
        <source>Add Frame</source>
        <translation>Bild hinzufügen</translation>
    </message>
    <message>
        <source>Writes exactly one frame.</source>
        <translation>Schreibt genau ein Bild.</translation>
    </message>
    <message>
        <source>Max Threads</source>
        <translation>Max. Threads</translation>
    </message>
    <message>
        <source>Greatest number of stills written at once, one thread an image; 1 writes in order on the writer&apos;s own thread.</source>
        <translation>Wie viele Standbilder höchstens gleichzeitig geschrieben werden, ein Thread pro Bild; 1 schreibt der Reihe nach im Thread des Schreibers.</translation>
    </message>
    <message>
        <source>Header Source DAT</source>
        <translation>Metadaten-DAT</translation>
    </message>
    <message>
        <source>Two-column table (key, value) written as metadata of the file.</source>
        <translation>Zweispaltige Tabelle (Schlüssel, Wert), die als Metadaten der Datei geschrieben wird.</translation>
    </message>
    <message>
        <source>the output format can carry metadata</source>
        <translation>das Ausgabeformat Metadaten aufnehmen kann</translation>
    </message>
    <message>
        <source>EXR</source>
        <translation>EXR</translation>
    </message>
    <message>
        <source>Save as Point Cloud</source>
        <translation>Als Punktwolke speichern</translation>
    </message>
    <message>
        <source>Adds a header attribute that marks the pixels as point data.</source>
        <translation>Schreibt ein Attribut in den Kopf, das die Pixel als Punktdaten kennzeichnet.</translation>
    </message>
    <message>
        <source>Additional Input TOP</source>
        <translation>Weitere Eingangs-TOPs</translation>
    </message>
    <message>
        <source>Each block adds the channels of another image operator to the same file under the given names; an empty name leaves that channel out; a repeated name is an error that names both blocks.</source>
        <translation>Jeder Block schreibt die Kanäle eines weiteren Bild-Operators unter den angegebenen Namen in dieselbe Datei; ein leerer Name lässt den Kanal aus; ein doppelter Name ist ein Fehler, der beide Blöcke nennt.</translation>
    </message>
    <message>
        <source>one block: the operator&apos;s own input, channels R G B A</source>
        <translation>ein Block: der eigene Eingang des Operators, Kanäle R G B A</translation>
    </message>
    <message>
        <source>TOP</source>
        <translation>TOP</translation>
    </message>
    <message>
        <source>R</source>
        <translation>R</translation>
    </message>
    <message>
        <source>channel names</source>
        <translation>Kanalnamen</translation>
    </message>
    <message>
        <source>G</source>
        <translation>G</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Stall for File Open</source>
        <translation>Auf das Öffnen warten</translation>
    </message>
    <message>
        <source>On: the frame and the sample present at Record are the first in the file, however long the opening takes. Off: recording begins when the file is ready.</source>
        <translation>An: Das Bild und der Abtastwert, die bei Aufnahme da sind, sind die ersten in der Datei, wie lange das Öffnen auch dauert. Aus: Die Aufnahme beginnt, wenn die Datei bereit ist.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>H.264 profile. A pixel format that the profile cannot hold is refused before the start with the reason.</source>
        <translation>H.264-Profil. Ein Pixelformat, das nicht ins Profil passt, wird vor dem Start mit dem Grund abgelehnt.</translation>
    </message>
    <message>
        <source>Auto-Select</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Baseline</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>Main</translation>
    </message>
    <message>
        <source>High</source>
        <translation>High</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>Speed against size. lossless decodes bit-identical to the frames given, in the chosen pixel format.</source>
        <translation>Geschwindigkeit gegen Größe. Verlustfrei ergibt beim Dekodieren im gewählten Pixelformat Bit für Bit dieselben Bilder.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Ultra High</source>
        <translation>Sehr hoch</translation>
    </message>
    <message>
        <source>Lossless</source>
        <translation>Verlustfrei</translation>
    </message>
    <message>
        <source>Bit Rate Mode</source>
        <translation>Bitraten-Modus</translation>
    </message>
    <message>
        <source>Rate control. The HQ modes spend more time for the same rate.</source>
        <translation>Steuerung der Bitrate. Die HQ-Modi nehmen sich für dieselbe Rate mehr Zeit.</translation>
    </message>
    <message>
        <source>Constant Quality</source>
        <translation>Konstante Qualität</translation>
    </message>
    <message>
        <source>Constant (CBR)</source>
        <translation>Konstant (CBR)</translation>
    </message>
    <message>
        <source>Variable (VBR)</source>
        <translation>Variabel (VBR)</translation>
    </message>
    <message>
        <source>Constant HQ (CBR)</source>
        <translation>Konstant HQ (CBR)</translation>
    </message>
    <message>
        <source>Variable HQ (VBR)</source>
        <translation>Variabel HQ (VBR)</translation>
    </message>
    <message>
        <source>Average Bitrate (Kb/s)</source>
        <translation>Mittlere Bitrate (Kb/s)</translation>
    </message>
    <message>
        <source>Target average; with CBR the rate.</source>
        <translation>Angestrebter Mittelwert; bei CBR die Rate selbst.</translation>
    </message>
    <message>
        <source>Peak Bitrate (Kb/s)</source>
        <translation>Höchste Bitrate (Kb/s)</translation>
    </message>
    <message>
        <source>Ceiling over one second; at least the average.</source>
        <translation>Obergrenze über eine Sekunde; mindestens der Mittelwert.</translation>
    </message>
    <message>
        <source>Keyframe Interval</source>
        <translation>Schlüsselbild-Abstand</translation>
    </message>
    <message>
        <source>Frames from one key frame to the next.</source>
        <translation>Bilder von einem Schlüsselbild zum nächsten.</translation>
    </message>
    <message>
        <source>Max B-Frames</source>
        <translation>Max. B-Bilder</translation>
    </message>
    <message>
        <source>Most B-frames between two reference frames. Baseline forces 0.</source>
        <translation>Wie viele B-Bilder höchstens zwischen zwei Referenzbildern liegen. Baseline erzwingt 0.</translation>
    </message>
    <message>
        <source>Motion Prediction</source>
        <translation>Bewegungsvorhersage</translation>
    </message>
    <message>
        <source>Precision of motion vectors.</source>
        <translation>Genauigkeit der Bewegungsvektoren.</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Viertel</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>Halb</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Ganz</translation>
    </message>
    <message>
        <source>Frame Slicing</source>
        <translation>Bilder in Scheiben</translation>
    </message>
    <message>
        <source>Cuts each frame into slices (Hap: chunks) that several processors can decode.</source>
        <translation>Schneidet jedes Bild in Scheiben (Hap: Stücke), die mehrere Prozessoren dekodieren können.</translation>
    </message>
    <message>
        <source>Num Slices</source>
        <translation>Zahl der Scheiben</translation>
    </message>
    <message>
        <source>Slices per frame (Hap: chunks).</source>
        <translation>Scheiben pro Bild (Hap: Stücke).</translation>
    </message>
    <message>
        <source>Entropy Mode</source>
        <translation>Entropie-Modus</translation>
    </message>
    <message>
        <source>Entropy coder.</source>
        <translation>Entropiekodierer.</translation>
    </message>
    <message>
        <source>CABAC</source>
        <translation>CABAC</translation>
    </message>
    <message>
        <source>CAVLC</source>
        <translation>CAVLC</translation>
    </message>
    <message>
        <source>Secondary Compression</source>
        <translation>Zweite Komprimierung</translation>
    </message>
    <message>
        <source>Snappy after the texture compression: smaller files; off plays faster.</source>
        <translation>Snappy nach der Texturkomprimierung: kleinere Dateien; aus spielt sich schneller ab.</translation>
    </message>
    <message>
        <source>Encode Test Mode</source>
        <translation>Encoder-Test</translation>
    </message>
    <message>
        <source>Does everything but write: no file is made, and the report gives the speed the encoder held.</source>
        <translation>Tut alles außer schreiben: Es entsteht keine Datei, und der Bericht nennt die Geschwindigkeit, die der Encoder gehalten hat.</translation>
    </message>
    <message>
        <source>Include Mip Maps</source>
        <translation>Mip-Maps schreiben</translation>
    </message>
    <message>
        <source>Writes the whole mip chain down to 1x1.</source>
        <translation>Schreibt die ganze Mip-Kette bis hinab zu 1x1.</translation>
    </message>
    <message>
        <source>Output Resolution</source>
        <translation>Ausgabeauflösung</translation>
    </message>
    <message>
        <source>Size of the picture. fit: as large as fits inside Resolution, aspect kept; limit: the same but never larger than the input; custom: exactly Resolution.</source>
        <translation>Größe des Bildes. Einpassen: so groß, wie es in Auflösung passt, Seitenverhältnis bleibt; Begrenzen: dasselbe, aber nie größer als der Eingang; Eigene: genau Auflösung.</translation>
    </message>
    <message>
        <source>Use Input</source>
        <translation>Wie Eingang</translation>
    </message>
    <message>
        <source>Eighth</source>
        <translation>Achtel</translation>
    </message>
    <message>
        <source>2X</source>
        <translation>2X</translation>
    </message>
    <message>
        <source>4X</source>
        <translation>4X</translation>
    </message>
    <message>
        <source>8X</source>
        <translation>8X</translation>
    </message>
    <message>
        <source>Fit Resolution</source>
        <translation>Auflösung einpassen</translation>
    </message>
    <message>
        <source>Limit Resolution</source>
        <translation>Auflösung begrenzen</translation>
    </message>
    <message>
        <source>Custom Resolution</source>
        <translation>Eigene Auflösung</translation>
    </message>
    <message>
        <source>Width and height in pixels (components resolutionw, resolutionh).</source>
        <translation>Breite und Höhe in Pixeln (Komponenten resolutionw, resolutionh).</translation>
    </message>
    <message>
        <source>Resolution Menu</source>
        <translation>Auflösungsmenü</translation>
    </message>
    <message>
        <source>Fills Resolution from a list.</source>
        <translation>Füllt Auflösung aus einer Liste.</translation>
    </message>
    <message>
        <source>400x300</source>
        <translation>400x300</translation>
    </message>
    <message>
        <source>640x480</source>
        <translation>640x480</translation>
    </message>
    <message>
        <source>800x600</source>
        <translation>800x600</translation>
    </message>
    <message>
        <source>1024x768</source>
        <translation>1024x768</translation>
    </message>
    <message>
        <source>1280x720</source>
        <translation>1280x720</translation>
    </message>
    <message>
        <source>1920x1080</source>
        <translation>1920x1080</translation>
    </message>
    <message>
        <source>1920x1200</source>
        <translation>1920x1200</translation>
    </message>
    <message>
        <source>2560x1440</source>
        <translation>2560x1440</translation>
    </message>
    <message>
        <source>3840x2160</source>
        <translation>3840x2160</translation>
    </message>
    <message>
        <source>4096x2160</source>
        <translation>4096x2160</translation>
    </message>
    <message>
        <source>256x256</source>
        <translation>256x256</translation>
    </message>
    <message>
        <source>512x512</source>
        <translation>512x512</translation>
    </message>
    <message>
        <source>1024x1024</source>
        <translation>1024x1024</translation>
    </message>
    <message>
        <source>2048x2048</source>
        <translation>2048x2048</translation>
    </message>
    <message>
        <source>4096x4096</source>
        <translation>4096x4096</translation>
    </message>
    <message>
        <source>Use Global Res Multiplier</source>
        <translation>Globalen Auflösungsfaktor anwenden</translation>
    </message>
    <message>
        <source>Multiplies the size by the program-wide preference (default 1).</source>
        <translation>Multipliziert die Größe mit der Einstellung, die für das ganze Programm gilt (zu Beginn 1).</translation>
    </message>
    <message>
        <source>Output Aspect</source>
        <translation>Seitenverhältnis der Ausgabe</translation>
    </message>
    <message>
        <source>Display aspect written to the file (pixel aspect ratio): the input&apos;s, square pixels, or Aspect.</source>
        <translation>Seitenverhältnis der Anzeige, das in die Datei geschrieben wird (Pixelseitenverhältnis): das des Eingangs, quadratische Pixel oder Seitenverhältnis.</translation>
    </message>
    <message>
        <source>Custom Aspect</source>
        <translation>Eigenes Seitenverhältnis</translation>
    </message>
    <message>
        <source>Aspect</source>
        <translation>Seitenverhältnis</translation>
    </message>
    <message>
        <source>Display aspect, two numbers (components aspect1, aspect2).</source>
        <translation>Seitenverhältnis der Anzeige, zwei Zahlen (Komponenten aspect1, aspect2).</translation>
    </message>
    <message>
        <source>Aspect Menu</source>
        <translation>Seitenverhältnis-Menü</translation>
    </message>
    <message>
        <source>Fills Aspect from a list.</source>
        <translation>Füllt Seitenverhältnis aus einer Liste.</translation>
    </message>
    <message>
        <source>Input Smoothness</source>
        <translation>Glättung des Eingangs</translation>
    </message>
    <message>
        <source>Sampling when the input is rescaled; mipmap does not sparkle when shrinking a lot.</source>
        <translation>Abtastung, wenn der Eingang umgerechnet wird; Mipmap flimmert auch bei starker Verkleinerung nicht.</translation>
    </message>
    <message>
        <source>Nearest Pixel</source>
        <translation>Nächstes Pixel</translation>
    </message>
    <message>
        <source>Interpolate Pixels</source>
        <translation>Pixel interpolieren</translation>
    </message>
    <message>
        <source>Mipmap Pixels</source>
        <translation>Mipmap-Pixel</translation>
    </message>
    <message>
        <source>Fill Viewer</source>
        <translation>Ansicht füllen</translation>
    </message>
    <message>
        <source>How the picture lies in the viewport: stretched, width matched, height matched, all of it visible, covering, one image pixel per device pixel. Never changes the file.</source>
        <translation>Wie das Bild in der Ansicht liegt: gestreckt, auf Breite, auf Höhe, ganz sichtbar, deckend, ein Bildpixel pro Gerätepixel. Ändert nie die Datei.</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>Fit Horizontal</source>
        <translation>Auf Breite</translation>
    </message>
    <message>
        <source>Fit Vertical</source>
        <translation>Auf Höhe</translation>
    </message>
    <message>
        <source>Fit Best</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fit Outside</source>
        <translation>Ausfüllen</translation>
    </message>
    <message>
        <source>Native Resolution</source>
        <translation>Eigene Auflösung des Bildes</translation>
    </message>
    <message>
        <source>Viewer Smoothness</source>
        <translation>Glättung der Ansicht</translation>
    </message>
    <message>
        <source>Sampling in the viewport. Never changes the file.</source>
        <translation>Abtastung in der Ansicht. Ändert nie die Datei.</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>Durchgänge</translation>
    </message>
    <message>
        <source>Repeats the operator&apos;s image operation, each pass fed with the last one&apos;s result (Half with 2 passes gives a quarter).</source>
        <translation>Wiederholt die Bildoperation des Operators, jeder Durchgang mit dem Ergebnis des vorigen (Halb mit 2 Durchgängen ergibt ein Viertel).</translation>
    </message>
    <message>
        <source>Channel Mask</source>
        <translation>Kanalmaske</translation>
    </message>
    <message>
        <source>Channels the operator writes; a channel left out is written as 0, alpha as opaque.</source>
        <translation>Kanäle, die der Operator schreibt; ein ausgelassener Kanal wird als 0 geschrieben, Alpha als deckend.</translation>
    </message>
    <message>
        <source>Pixel Format</source>
        <translation>Pixelformat</translation>
    </message>
    <message>
        <source>Storage of the image between input and encoder: depth, number of channels, fixed or float.</source>
        <translation>Wie das Bild zwischen Eingang und Encoder gespeichert ist: Tiefe, Zahl der Kanäle, Fest- oder Gleitkomma.</translation>
    </message>
    <message>
        <source>8-bit fixed (RGBA)</source>
        <translation>8 Bit, Festkomma (RGBA)</translation>
    </message>
    <message>
        <source>sRGB 8-bit fixed (RGBA)</source>
        <translation>sRGB, 8 Bit, Festkomma (RGBA)</translation>
    </message>
    <message>
        <source>16-bit float (RGBA)</source>
        <translation>16 Bit, Gleitkomma (RGBA)</translation>
    </message>
    <message>
        <source>32-bit float (RGBA)</source>
        <translation>32 Bit, Gleitkomma (RGBA)</translation>
    </message>
    <message>
        <source>10-bit RGB, 2-bit Alpha, fixed (RGBA)</source>
        <translation>10 Bit RGB, 2 Bit Alpha, Festkomma (RGBA)</translation>
    </message>
    <message>
        <source>16-bit fixed (RGBA)</source>
        <translation>16 Bit, Festkomma (RGBA)</translation>
    </message>
    <message>
        <source>11-bit float (RGB), Positive Values Only</source>
        <translation>11 Bit, Gleitkomma (RGB), nur positive Werte</translation>
    </message>
    <message>
        <source>16-bit float (RGB)</source>
        <translation>16 Bit, Gleitkomma (RGB)</translation>
    </message>
    <message>
        <source>32-bit float (RGB)</source>
        <translation>32 Bit, Gleitkomma (RGB)</translation>
    </message>
    <message>
        <source>8-bit fixed (Mono)</source>
        <translation>8 Bit, Festkomma (Mono)</translation>
    </message>
    <message>
        <source>16-bit fixed (Mono)</source>
        <translation>16 Bit, Festkomma (Mono)</translation>
    </message>
    <message>
        <source>16-bit float (Mono)</source>
        <translation>16 Bit, Gleitkomma (Mono)</translation>
    </message>
    <message>
        <source>32-bit float (Mono)</source>
        <translation>32 Bit, Gleitkomma (Mono)</translation>
    </message>
    <message>
        <source>8-bit fixed (RG)</source>
        <translation>8 Bit, Festkomma (RG)</translation>
    </message>
    <message>
        <source>16-bit fixed (RG)</source>
        <translation>16 Bit, Festkomma (RG)</translation>
    </message>
    <message>
        <source>16-bit float (RG)</source>
        <translation>16 Bit, Gleitkomma (RG)</translation>
    </message>
    <message>
        <source>32-bit float (RG)</source>
        <translation>32 Bit, Gleitkomma (RG)</translation>
    </message>
    <message>
        <source>8-bit fixed (A)</source>
        <translation>8 Bit, Festkomma (A)</translation>
    </message>
    <message>
        <source>16-bit fixed (A)</source>
        <translation>16 Bit, Festkomma (A)</translation>
    </message>
    <message>
        <source>16-bit float (A)</source>
        <translation>16 Bit, Gleitkomma (A)</translation>
    </message>
    <message>
        <source>32-bit float (A)</source>
        <translation>32 Bit, Gleitkomma (A)</translation>
    </message>
    <message>
        <source>8-bit fixed (Mono+Alpha)</source>
        <translation>8 Bit, Festkomma (Mono+Alpha)</translation>
    </message>
    <message>
        <source>16-bit fixed (Mono+Alpha)</source>
        <translation>16 Bit, Festkomma (Mono+Alpha)</translation>
    </message>
    <message>
        <source>16-bit float (Mono+Alpha)</source>
        <translation>16 Bit, Gleitkomma (Mono+Alpha)</translation>
    </message>
    <message>
        <source>32-bit float (Mono+Alpha)</source>
        <translation>32 Bit, Gleitkomma (Mono+Alpha)</translation>
    </message>
    <message>
        <source>Fall Back to Software</source>
        <translation>Auf Software ausweichen</translation>
    </message>
    <message>
        <source>On: when the hardware encoder does not start, the software encoder of the codec records instead, and log and report say so. Off: the recording does not start, with the reason.</source>
        <translation>An: Wenn der Hardware-Encoder nicht startet, nimmt der Software-Encoder des Codecs auf, und Protokoll und Bericht sagen es. Aus: Die Aufnahme startet nicht und nennt den Grund.</translation>
    </message>
    <message>
        <source>More Audio CHOPs</source>
        <translation>Weitere Audio-CHOPs</translation>
    </message>
    <message>
        <source>Further sources of sound beside Audio CHOP, all on the recording&apos;s clock. One that is named twice is heard once.</source>
        <translation>Weitere Tonquellen neben Audio-CHOP, alle auf der Uhr der Aufnahme. Eine, die zweimal genannt ist, wird einmal gehört.</translation>
    </message>
    <message>
        <source>CHOP</source>
        <translation>CHOP</translation>
    </message>
    <message>
        <source>Audio Tracks</source>
        <translation>Tonspuren</translation>
    </message>
    <message>
        <source>What several sources become. mix: one track, each source at its own level, as wide as the widest of them, a mono one on both sides; where the sum would pass full scale it is turned down for a moment instead of clipping. separate: a track each, named after its source.</source>
        <translation>Was aus mehreren Quellen wird. Mischung: eine Spur, jede Quelle in ihrem eigenen Pegel, so breit wie die breiteste, eine einkanalige auf beiden Seiten; wo die Summe über Vollaussteuerung ginge, wird sie kurz leiser, statt zu übersteuern. Getrennt: je eine Spur, nach ihrer Quelle benannt.</translation>
    </message>
    <message>
        <source>Mix Into One</source>
        <translation>In eine mischen</translation>
    </message>
    <message>
        <source>One Track Each</source>
        <translation>Je eine Spur</translation>
    </message>
    <message>
        <source>EXR Compression</source>
        <translation>EXR-Komprimierung</translation>
    </message>
    <message>
        <source>RLE</source>
        <translation>RLE</translation>
    </message>
    <message>
        <source>ZIPS (single lines)</source>
        <translation>ZIPS (einzelne Zeilen)</translation>
    </message>
    <message>
        <source>ZIP (16 lines)</source>
        <translation>ZIP (16 Zeilen)</translation>
    </message>
    <message>
        <source>PIZ (wavelet)</source>
        <translation>PIZ (Wavelet)</translation>
    </message>
    <message>
        <source>PXR24 (24-bit float)</source>
        <translation>PXR24 (24 Bit, Gleitkomma)</translation>
    </message>
    <message>
        <source>B44</source>
        <translation>B44</translation>
    </message>
    <message>
        <source>DWAA (32 lines)</source>
        <translation>DWAA (32 Zeilen)</translation>
    </message>
    <message>
        <source>DWAB (256 lines)</source>
        <translation>DWAB (256 Zeilen)</translation>
    </message>
    <message>
        <source>EXR DWA Level</source>
        <translation>EXR-DWA-Stärke</translation>
    </message>
    <message>
        <source>How much DWA compression may lose: 0 next to nothing, 45 is OpenEXR&apos;s own choice, larger is smaller.</source>
        <translation>Wie viel die DWA-Komprimierung verlieren darf: 0 so gut wie nichts, 45 ist OpenEXRs eigene Wahl, mehr wird kleiner.</translation>
    </message>
    <message>
        <source>DDS Compression</source>
        <translation>DDS-Komprimierung</translation>
    </message>
    <message>
        <source>None (Pixel Format)</source>
        <translation>Keine (Pixelformat)</translation>
    </message>
    <message>
        <source>BC1 (RGB)</source>
        <translation>BC1 (RGB)</translation>
    </message>
    <message>
        <source>BC3 (RGBA)</source>
        <translation>BC3 (RGBA)</translation>
    </message>
    <message>
        <source>BC4 (one channel)</source>
        <translation>BC4 (ein Kanal)</translation>
    </message>
    <message>
        <source>BC5 (two channels)</source>
        <translation>BC5 (zwei Kanäle)</translation>
    </message>
    <message>
        <source>BC6H (HDR)</source>
        <translation>BC6H (HDR)</translation>
    </message>
    <message>
        <source>BC7 (RGBA, fine)</source>
        <translation>BC7 (RGBA, fein)</translation>
    </message>
    <message>
        <source>WebP Lossless</source>
        <translation>WebP verlustfrei</translation>
    </message>
    <message>
        <source>On: every pixel comes back as it was, and Quality means nothing.</source>
        <translation>An: Jedes Pixel kommt zurück, wie es war, und Qualität bedeutet nichts.</translation>
    </message>
    <message>
        <source>Audio File Out</source>
        <translation>Audioausgabe</translation>
    </message>
    <message>
        <source>Audio Out</source>
        <translation>Audioausgabe</translation>
    </message>
    <message>
        <source>File Type</source>
        <translation>Dateityp</translation>
    </message>
    <message>
        <source>Container of the audio file.</source>
        <translation>Container der Audiodatei.</translation>
    </message>
    <message>
        <source>WAV</source>
        <translation>WAV</translation>
    </message>
    <message>
        <source>OGG</source>
        <translation>OGG</translation>
    </message>
    <message>
        <source>AIFF</source>
        <translation>AIFF</translation>
    </message>
    <message>
        <source>CAF</source>
        <translation>CAF</translation>
    </message>
    <message>
        <source>W64</source>
        <translation>W64</translation>
    </message>
    <message>
        <source>Opus (OGG)</source>
        <translation>Opus (OGG)</translation>
    </message>
    <message>
        <source>Path and name; an extension that does not match File Type is refused before the start, with the right one offered.</source>
        <translation>Pfad und Name; eine Endung, die nicht zum Dateityp passt, wird vor dem Start abgelehnt und die richtige angeboten.</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>Codec</translation>
    </message>
    <message>
        <source>Sample format.</source>
        <translation>Format der Abtastwerte.</translation>
    </message>
    <message>
        <source>u-law</source>
        <translation>µ-law</translation>
    </message>
    <message>
        <source>A-law</source>
        <translation>A-law</translation>
    </message>
    <message>
        <source>IMA ADPCM</source>
        <translation>IMA ADPCM</translation>
    </message>
    <message>
        <source>Bit Rate</source>
        <translation>Bitrate</translation>
    </message>
    <message>
        <source>Target rate of lossy types.</source>
        <translation>Zielrate verlustbehafteter Typen.</translation>
    </message>
    <message>
        <source>On opens the file and records; off closes it and lets go of it.</source>
        <translation>An öffnet die Datei und nimmt auf; aus schließt sie und lässt sie los.</translation>
    </message>
    <message>
        <source>Samples are not written while on; no silence in the file for it.</source>
        <translation>Solange an, werden keine Abtastwerte geschrieben; in der Datei steht dafür keine Stille.</translation>
    </message>
    <message>
        <source>Time Slice</source>
        <translation>Zeitabschnitt</translation>
    </message>
    <message>
        <source>On: every sample that passes while recording is written, whatever the program&apos;s own frame rate. Off: the input&apos;s block as it stands is written once (a loaded clip goes out whole).</source>
        <translation>An: Jeder Abtastwert, der während der Aufnahme vorbeikommt, wird geschrieben, welche Bildrate das Programm auch hat. Aus: Der Block des Eingangs wird einmal geschrieben, wie er ist (ein geladener Clip geht ganz hinaus).</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Pattern of channel names to write, in input order.</source>
        <translation>Muster der Namen der Kanäle, die geschrieben werden, in der Reihenfolge des Eingangs.</translation>
    </message>
    <message>
        <source>names of the input&apos;s channels</source>
        <translation>Namen der Kanäle des Eingangs</translation>
    </message>
    <message>
        <source>Sample Rate Match</source>
        <translation>Abtastraten angleichen</translation>
    </message>
    <message>
        <source>What happens when the inputs&apos; rates differ.</source>
        <translation>Was geschieht, wenn die Raten der Eingänge verschieden sind.</translation>
    </message>
    <message>
        <source>Resample At First Input&apos;s Rate</source>
        <translation>Auf die Rate des ersten Eingangs</translation>
    </message>
    <message>
        <source>Resample At Maximum Rate</source>
        <translation>Auf die höchste Rate</translation>
    </message>
    <message>
        <source>Resample At Minimum Rate</source>
        <translation>Auf die niedrigste Rate</translation>
    </message>
    <message>
        <source>Error If Rates Differ</source>
        <translation>Fehler, wenn die Raten verschieden sind</translation>
    </message>
    <message>
        <source>Dither</source>
        <translation>Dither</translation>
    </message>
    <message>
        <source>Adds the least noise that keeps what is quieter than one step of 16 or 24 bits audible. A clip that has that depth already is copied bit by bit.</source>
        <translation>Fügt das geringste Rauschen hinzu, das hörbar hält, was leiser ist als eine Stufe von 16 oder 24 Bit. Ein Clip, der diese Tiefe schon hat, wird Bit für Bit kopiert.</translation>
    </message>
    <message>
        <source>Plain WAV</source>
        <translation>Einfaches WAV</translation>
    </message>
    <message>
        <source>For strict readers: an ordinary RIFF header without extensions from the start. Such a file ends at 4 GiB; a longer recording goes on in another one (take-2.wav). Off: RF64 of any length, which becomes an ordinary WAV when it ends below 4 GiB.</source>
        <translation>Für strenge Leser: von Anfang an ein gewöhnlicher RIFF-Kopf ohne Erweiterungen. So eine Datei endet bei 4 GiB; eine längere Aufnahme geht in einer weiteren weiter (take-2.wav). Aus: RF64 beliebiger Länge, das zu gewöhnlichem WAV wird, wenn es unter 4 GiB endet.</translation>
    </message>
    <message>
        <source>Two-column table (key, value) written as metadata of the file: title, artist, album, date, genre, track, copyright, comment; WAV also description, originator, originator_reference, origination_date, origination_time, time_reference and coding_history (bext). Other keys are added to the comment.</source>
        <translation>Zweispaltige Tabelle (Schlüssel, Wert), die als Metadaten der Datei geschrieben wird: title, artist, album, date, genre, track, copyright, comment; bei WAV auch description, originator, originator_reference, origination_date, origination_time, time_reference und coding_history (bext). Andere Schlüssel kommen in den Kommentar.</translation>
    </message>
    <message>
        <source>Length in seconds at which the recording ends, exact to the sample.</source>
        <translation>Länge in Sekunden, bei der die Aufnahme endet, auf den Abtastwert genau.</translation>
    </message>
    <message>
        <source>Screen tutorial, H.264</source>
        <translation>Bildschirm-Tutorial, H.264</translation>
    </message>
    <message>
        <source>A screen with its sound in an MP4 that plays everywhere and goes up quickly: at most 1080p, 30 pictures a second.</source>
        <translation>Ein Bildschirm mit seinem Ton in einem MP4, das überall läuft und sich schnell hochladen lässt: höchstens 1080p, 30 Bilder pro Sekunde.</translation>
    </message>
    <message>
        <source>Hap for VJ servers</source>
        <translation>Hap für VJ-Server</translation>
    </message>
    <message>
        <source>Textures a graphics card reads as they are: many layers at once, any frame at any time.</source>
        <translation>Texturen, die eine Grafikkarte liest, wie sie sind: viele Ebenen zugleich, jedes Bild zu jeder Zeit.</translation>
    </message>
    <message>
        <source>ProRes 422 HQ master</source>
        <translation>ProRes-422-HQ-Master</translation>
    </message>
    <message>
        <source>Ten bits and uncompressed sound for cutting and grading; about 1 GB a minute of 1080p60 and more.</source>
        <translation>Zehn Bit und unkomprimierter Ton für Schnitt und Farbkorrektur; etwa 1 GB pro Minute bei 1080p60 und mehr.</translation>
    </message>
    <message>
        <source>EXR sequence</source>
        <translation>EXR-Sequenz</translation>
    </message>
    <message>
        <source>One OpenEXR a frame in half floats, values above white kept, for compositing.</source>
        <translation>Ein OpenEXR pro Bild in halben Gleitkommazahlen, Werte über Weiß bleiben erhalten, fürs Compositing.</translation>
    </message>
    <message>
        <source>GIF clip</source>
        <translation>GIF-Clip</translation>
    </message>
    <message>
        <source>A short clip that plays in every page and chat: 640 wide at most, 20 pictures a second, ten seconds.</source>
        <translation>Ein kurzer Clip, der auf jeder Seite und in jedem Chat läuft: höchstens 640 breit, 20 Bilder pro Sekunde, zehn Sekunden.</translation>
    </message>
    <message>
        <source>Voice memo</source>
        <translation>Sprachnotiz</translation>
    </message>
    <message>
        <source>Speech in a small Opus file.</source>
        <translation>Sprache in einer kleinen Opus-Datei.</translation>
    </message>
    <message>
        <source>Sound master, WAV 24-bit</source>
        <translation>Ton-Master, WAV 24 Bit</translation>
    </message>
    <message>
        <source>Everything as it came, for editing.</source>
        <translation>Alles, wie es kam, für den Schnitt.</translation>
    </message>
    <message>
        <source>what this desktop lets be captured</source>
        <translation>was dieser Desktop aufnehmen lässt</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Follow Mouse</source>
        <translation>Der Maus folgen</translation>
    </message>
    <message>
        <source>The monitor, by its own identity: the same one is taken after replugging, also at another socket.</source>
        <translation>Der Monitor, an seiner eigenen Kennung erkannt: Nach dem Umstecken wird derselbe genommen, auch an einer anderen Buchse.</translation>
    </message>
    <message>
        <source>Draw Region</source>
        <translation>Ausschnitt aufziehen</translation>
    </message>
    <message>
        <source>Draw the region on the screen: drag it, move it and its handles, with a magnifier, snapping to windows and monitors. Enter takes it, Escape doesn&apos;t.</source>
        <translation>Den Ausschnitt auf dem Bildschirm aufziehen, verschieben und an den Griffen ändern, mit einer Lupe und an Fenstern und Monitoren einrastend. Eingabe übernimmt ihn, Escape nicht.</translation>
    </message>
    <message>
        <source>this desktop shows where its windows and monitors are</source>
        <translation>dieser Desktop zeigt, wo seine Fenster und Monitore sind</translation>
    </message>
    <message>
        <source>Width and height of the region, also of the one that follows the mouse, in pixels.</source>
        <translation>Breite und Höhe des Ausschnitts, auch dessen, der der Maus folgt, in Pixeln.</translation>
    </message>
    <message>
        <source>Pick Window</source>
        <translation>Fenster wählen</translation>
    </message>
    <message>
        <source>Choose the window from pictures of all, or with a click on it.</source>
        <translation>Das Fenster aus Bildern von allen wählen, oder mit einem Klick darauf.</translation>
    </message>
    <message>
        <source>The window, as application|title|number. The very window is taken while it exists, else one of the same application with the same title, or whose title fits: * stands for anything (firefox|*Invoice*). It is captured whole also when others cover it, and followed when it moves and changes its size; a recording keeps the size it began with, and the window is fitted into it. A minimised window holds its last picture.</source>
        <translation>Das Fenster, als Anwendung|Titel|Nummer. Solange es dieses Fenster gibt, wird es genommen, sonst eines derselben Anwendung mit demselben Titel oder dessen Titel passt: * steht für Beliebiges (firefox|*Rechnung*). Es wird ganz aufgenommen, auch wenn andere es verdecken, und verfolgt, wenn es sich bewegt und seine Größe ändert; eine Aufnahme behält die Größe, mit der sie begann, und das Fenster wird eingepasst. Ein minimiertes Fenster hält sein letztes Bild.</translation>
    </message>
    <message>
        <source>windows of this desktop, the one in front first</source>
        <translation>Fenster dieses Desktops, das vorderste zuerst</translation>
    </message>
    <message>
        <source>the window in front</source>
        <translation>das vorderste Fenster</translation>
    </message>
    <message>
        <source>Own Windows</source>
        <translation>Eigene Fenster</translation>
    </message>
    <message>
        <source>Lists windows of this program, too.</source>
        <translation>Führt auch Fenster dieses Programms auf.</translation>
    </message>
    <message>
        <source>Window Frame</source>
        <translation>Fensterrahmen</translation>
    </message>
    <message>
        <source>Captures the title bar and border that the desktop draws around the window as well.</source>
        <translation>Nimmt auch Titelleiste und Rand auf, die der Desktop um das Fenster zeichnet.</translation>
    </message>
    <message>
        <source>frames can be told from windows here</source>
        <translation>Rahmen lassen sich hier von Fenstern unterscheiden</translation>
    </message>
    <message>
        <source>When Closed</source>
        <translation>Wenn geschlossen</translation>
    </message>
    <message>
        <source>What becomes of a recording when the window is closed: it ends and its file is finished, or the last picture holds until the window is opened again or the recording stopped.</source>
        <translation>Was aus einer Aufnahme wird, wenn das Fenster geschlossen wird: Sie endet und ihre Datei wird fertiggestellt, oder das letzte Bild bleibt, bis das Fenster wieder geöffnet oder die Aufnahme gestoppt wird.</translation>
    </message>
    <message>
        <source>End Recording</source>
        <translation>Aufnahme beenden</translation>
    </message>
    <message>
        <source>Hold Last Picture</source>
        <translation>Letztes Bild halten</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Keeps the pointer in the middle of the region, or lets the region stand until the pointer comes near its edge. The region stays inside the monitor.</source>
        <translation>Hält den Zeiger in der Mitte des Ausschnitts, oder lässt den Ausschnitt stehen, bis der Zeiger seinem Rand nahe kommt. Der Ausschnitt bleibt im Monitor.</translation>
    </message>
    <message>
        <source>Pointer in the Middle</source>
        <translation>Zeiger in der Mitte</translation>
    </message>
    <message>
        <source>Move at the Edge</source>
        <translation>Am Rand mitgehen</translation>
    </message>
    <message>
        <source>Follow Time</source>
        <translation>Folgezeit</translation>
    </message>
    <message>
        <source>How long the region takes to come after the pointer; 0 is at once.</source>
        <translation>Wie lange der Ausschnitt braucht, um dem Zeiger nachzukommen; 0 ist sofort.</translation>
    </message>
    <message>
        <source>Most pictures a second that are taken; a screen that does not change costs nothing. More than the monitor shows is not to be had.</source>
        <translation>Wie viele Bilder pro Sekunde höchstens aufgenommen werden; ein Bildschirm, der sich nicht ändert, kostet nichts. Mehr, als der Monitor zeigt, ist nicht zu haben.</translation>
    </message>
    <message>
        <source>Pointer and Keys</source>
        <translation>Zeiger und Tasten</translation>
    </message>
    <message>
        <source>Cursor Size</source>
        <translation>Größe des Zeigers</translation>
    </message>
    <message>
        <source>Size of the pointer in the picture; 1 is as on the screen. Its tip stays where it points.</source>
        <translation>Größe des Zeigers im Bild; 1 ist wie auf dem Bildschirm. Seine Spitze bleibt, wo sie hinzeigt.</translation>
    </message>
    <message>
        <source>Show Clicks</source>
        <translation>Klicks zeigen</translation>
    </message>
    <message>
        <source>Draws a ring around the pointer when a mouse button is pressed: yellow for the left, blue for the right, green for the middle one.</source>
        <translation>Zeichnet einen Ring um den Zeiger, wenn eine Maustaste gedrückt wird: gelb für die linke, blau für die rechte, grün für die mittlere.</translation>
    </message>
    <message>
        <source>this desktop lets clicks and keys be seen</source>
        <translation>dieser Desktop Klicks und Tasten sehen lässt</translation>
    </message>
    <message>
        <source>Show Keys</source>
        <translation>Tasten zeigen</translation>
    </message>
    <message>
        <source>Writes pressed keys into the lower part of the picture. Shortcuts: only keys together with Ctrl, Alt or Super, and keys that write nothing (Enter, arrows, F1): what is typed, and so any password, is never shown. All Keys shows what is typed as well, passwords too, in whatever window: nobody can tell a recorder where a password is asked for.</source>
        <translation>Schreibt gedrückte Tasten in den unteren Teil des Bildes. Tastenkürzel: nur Tasten zusammen mit Strg, Alt oder Super und Tasten, die nichts schreiben (Eingabe, Pfeile, F1): Was getippt wird, und damit jedes Passwort, wird nie gezeigt. Alle Tasten zeigt auch das Getippte, Passwörter eingeschlossen, in welchem Fenster auch immer: Niemand kann einem Rekorder sagen, wo nach einem Passwort gefragt wird.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>All Keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Compression of the movie. It decides what Video Codec Type and Movie Pixel Format offer. An entry with no encoder on this machine stays listed, greyed, with the reason.</source>
        <translation>Komprimierung des Films. Von ihr hängt ab, was Codec-Typ und Film-Pixelformat anbieten. Ein Eintrag ohne Encoder auf diesem Rechner bleibt ausgegraut in der Liste, mit dem Grund.</translation>
    </message>
    <message>
        <source>the types of the chosen Video Codec</source>
        <translation>die Typen des gewählten Videocodecs</translation>
    </message>
    <message>
        <source>me.fileSuffix takes the first index from N upwards whose file does not exist yet, so that nothing is overwritten.</source>
        <translation>me.fileSuffix nimmt von N aufwärts die erste Nummer, deren Datei es noch nicht gibt; so wird nichts überschrieben.</translation>
    </message>
    <message>
        <source>what the chosen Video Codec and its type can hold</source>
        <translation>was der gewählte Videocodec und sein Typ aufnehmen können</translation>
    </message>
    <message>
        <source>I: frames of the movie; F: frames at the project rate; S: seconds.</source>
        <translation>I: Bilder des Films; F: Bilder in der Projektrate; S: Sekunden.</translation>
    </message>
    <message>
        <source>How the texture is stored. None: as Pixel Format says. BC6H: positive half floats in linear light.</source>
        <translation>Wie die Textur gespeichert wird. Keine: wie Pixelformat sagt. BC6H: positive halbe Gleitkommazahlen in linearem Licht.</translation>
    </message>
    <message>
        <source>Virtual Monitor</source>
        <translation>Virtueller Monitor</translation>
    </message>
    <message>
        <source>Choose Again</source>
        <translation>Neu wählen</translation>
    </message>
    <message>
        <source>Has the desktop show its dialog once more, to record something else. Without it what was chosen the last time is taken, and no dialog comes.</source>
        <translation>Lässt die Arbeitsumgebung ihren Dialog noch einmal zeigen, um etwas anderes aufzunehmen. Ohne das wird genommen, was zuletzt gewählt wurde, und kein Dialog erscheint.</translation>
    </message>
    <message>
        <source>the desktop itself asks what may be recorded</source>
        <translation>die Arbeitsumgebung selbst fragt, was aufgenommen werden darf</translation>
    </message>
    <message>
        <source>Off holds the picture; on goes on from there.</source>
        <translation>Aus hält das Bild an; ein geht von dort weiter.</translation>
    </message>
    <message>
        <source>Begins again at the end; off holds the last picture, and Play off and on begins again.</source>
        <translation>Beginnt am Ende von vorn; aus hält das letzte Bild, und Abspielen aus und ein beginnt von vorn.</translation>
    </message>
    <message>
        <source>1 is the file&apos;s own speed, in steps of a thousandth.</source>
        <translation>1 ist das eigene Tempo der Datei, in Schritten von einem Tausendstel.</translation>
    </message>
    <message>
        <source>Unit of Places</source>
        <translation>Einheit der Stellen</translation>
    </message>
    <message>
        <source>What Position, Trim Start and Trim End count: seconds, pictures from 0, or the whole file as 1.</source>
        <translation>Was Position, Schnittbeginn und Schnittende zählen: Sekunden, Bilder ab 0 oder die ganze Datei als 1.</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Fraction</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Where it begins. Changing it goes there at once, also while it is recorded: with Play off this scrubs, picture by picture; an expression or an export can lead it.</source>
        <translation>Wo es beginnt. Eine Änderung springt sofort dorthin, auch während der Aufnahme: bei ausgeschaltetem Abspielen lässt sich so Bild für Bild spulen; ein Ausdruck oder ein Export kann führen.</translation>
    </message>
    <message>
        <source>Cue</source>
        <translation>Anspringen</translation>
    </message>
    <message>
        <source>Goes to Position.</source>
        <translation>Springt zu Position.</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>Plays only what lies from Trim Start to Trim End.</source>
        <translation>Spielt nur, was von Schnittbeginn bis Schnittende liegt.</translation>
    </message>
    <message>
        <source>Trim Start</source>
        <translation>Schnittbeginn</translation>
    </message>
    <message>
        <source>In point: the first of the file that plays.</source>
        <translation>In-Punkt: das Erste der Datei, das gespielt wird.</translation>
    </message>
    <message>
        <source>Trim End</source>
        <translation>Schnittende</translation>
    </message>
    <message>
        <source>Out point: the first of the file that doesn&apos;t play any more; 0 is the file&apos;s end.</source>
        <translation>Out-Punkt: das Erste der Datei, das nicht mehr gespielt wird; 0 ist das Ende der Datei.</translation>
    </message>
    <message>
        <source>Step Back</source>
        <translation>Schritt zurück</translation>
    </message>
    <message>
        <source>Goes to the picture before. With Play off it stands there: exactly one picture a pulse.</source>
        <translation>Springt zum Bild davor. Bei ausgeschaltetem Abspielen bleibt es dort stehen: genau ein Bild je Auslösung.</translation>
    </message>
    <message>
        <source>Step Forward</source>
        <translation>Schritt vor</translation>
    </message>
    <message>
        <source>Goes to the next picture.</source>
        <translation>Springt zum nächsten Bild.</translation>
    </message>
    <message>
        <source>Hands over each picture once, as fast as the recorder takes them, instead of in real time. The recording is without sound and over at the file&apos;s end, or at Trim End.</source>
        <translation>Übergibt jedes Bild einmal, so schnell der Rekorder sie nimmt, statt in Echtzeit. Die Aufnahme ist ohne Ton und am Ende der Datei oder am Schnittende vorbei.</translation>
    </message>
    <message>
        <source>The sound file, or a movie with sound.</source>
        <translation>Die Tondatei, oder ein Film mit Ton.</translation>
    </message>
    <message>
        <source>A Movie File In whose sound is played, in step with its picture: its File, Play, Loop, Speed, Position and Trim count then, and those here don&apos;t. Empty: this operator plays File by itself.</source>
        <translation>Ein „Filmdatei“, dessen Ton gespielt wird, im Takt mit seinem Bild: Dann zählen dessen Datei, Abspielen, Schleife, Tempo, Position und Schnitt, und die hiesigen nicht. Leer: Dieser Operator spielt Datei für sich.</translation>
    </message>
    <message>
        <source>Off is silence; on goes on from there.</source>
        <translation>Aus ist Stille; ein geht von dort weiter.</translation>
    </message>
    <message>
        <source>1 is the file&apos;s own speed, in steps of a thousandth; the pitch goes with it, as with tape.</source>
        <translation>1 ist das eigene Tempo der Datei, in Schritten von einem Tausendstel; die Tonhöhe geht mit, wie beim Tonband.</translation>
    </message>
    <message>
        <source>Split Every</source>
        <translation>Teilen alle</translation>
    </message>
    <message>
        <source>Minutes after which the recording goes on in another file; 0 = never. No frame and no sample is missing or doubled between the files, and each has a name of its own.</source>
        <translation>Minuten, nach denen die Aufnahme in einer anderen Datei weitergeht; 0 = nie. Zwischen den Dateien fehlt kein Bild und kein Abtastwert, und keines ist doppelt; jede hat einen eigenen Namen.</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Split at Size</source>
        <translation>Teilen bei Größe</translation>
    </message>
    <message>
        <source>Gigabytes (10^9 bytes) before which the recording goes on in another file; 0 = never. A disk formatted as FAT32 holds files below 4.</source>
        <translation>Gigabyte (10^9 Bytes), vor denen die Aufnahme in einer anderen Datei weitergeht; 0 = nie. Ein mit FAT32 formatierter Datenträger fasst Dateien unter 4.</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Goes on in another file from the next picture (of a sound file: the next sample) on.</source>
        <translation>Macht vom nächsten Bild an (einer Tondatei: vom nächsten Abtastwert an) in einer anderen Datei weiter.</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Marks this moment of the recording. Markers are chapters in MP4, MOV and MKV and cues in WAV and AIFF; other files hold none, the report lists them.</source>
        <translation>Markiert diesen Moment der Aufnahme. Marken sind Kapitel in MP4, MOV und MKV und Cues in WAV und AIFF; andere Dateien haben keine, der Bericht führt sie auf.</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Replay Buffer</source>
        <translation>Wiederholungspuffer</translation>
    </message>
    <message>
        <source>On: the last seconds are always there, encoded, in memory; Save Replay makes a file of them. Runs beside recordings and has an encoder of its own. It begins anew when settings of the recorder or its sources change.</source>
        <translation>An: Die letzten Sekunden sind immer da, codiert, im Arbeitsspeicher; Wiederholung sichern macht eine Datei daraus. Läuft neben Aufnahmen mit einem eigenen Encoder. Beginnt neu, wenn sich Einstellungen des Rekorders oder seiner Quellen ändern.</translation>
    </message>
    <message>
        <source>Replay Length</source>
        <translation>Länge der Wiederholung</translation>
    </message>
    <message>
        <source>Seconds a replay has, and up to one distance of key frames (two seconds at most) more, because a movie begins with a key frame.</source>
        <translation>Sekunden, die eine Wiederholung hat, und bis zu einem Abstand von Schlüsselbildern (höchstens zwei Sekunden) mehr, weil ein Film mit einem Schlüsselbild beginnt.</translation>
    </message>
    <message>
        <source>Replay Memory</source>
        <translation>Speicher der Wiederholung</translation>
    </message>
    <message>
        <source>Megabytes (10^6 bytes) the buffer takes at most; what no longer fits leaves at its beginning. Codecs like Hap and ProRes need much: Hap at 1080p60 up to 62 a second.</source>
        <translation>Megabyte (10^6 Byte), die der Puffer höchstens belegt; was nicht mehr hineinpasst, fällt am Anfang heraus. Codecs wie Hap und ProRes brauchen viel: Hap mit 1080p60 bis zu 62 je Sekunde.</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Save Replay</source>
        <translation>Wiederholung sichern</translation>
    </message>
    <message>
        <source>Writes what the buffer holds to a file of its own (out.mov: out-replay.0.mov). The buffer goes on meanwhile, so that replays may overlap.</source>
        <translation>Schreibt, was der Puffer hält, in eine eigene Datei (out.mov: out-replay.0.mov). Der Puffer läuft dabei weiter, sodass sich Wiederholungen überschneiden können.</translation>
    </message>
    <message>
        <source>What of the desktop is captured. Always in physical pixels, whatever the desktop&apos;s scaling. Virtual Monitor: one more monitor that only the recording sees; windows can be moved there. What it needs: on Wayland the desktop&apos;s portal (xdg-desktop-portal), which asks in a dialog of its own; on macOS the switch in System Settings, Privacy &amp; Security, Screen &amp; System Audio Recording; on X11 and Windows nothing.</source>
        <translation>Was von der Arbeitsfläche aufgenommen wird. Immer in physischen Pixeln, gleich welche Skalierung sie hat. Virtueller Monitor: ein weiterer Monitor, den nur die Aufnahme sieht; Fenster lassen sich dorthin schieben. Was es braucht: unter Wayland das Portal der Arbeitsfläche (xdg-desktop-portal), das in einem eigenen Dialog fragt; unter macOS den Schalter in Systemeinstellungen, Datenschutz &amp; Sicherheit, Bildschirm- &amp; Systemaudioaufnahme; unter X11 und Windows nichts.</translation>
    </message>
    <message>
        <source>A microphone or line input, what the computer plays, or what one application plays. What it needs: on Linux PulseAudio or PipeWire; on Windows the switch in Settings, Privacy &amp; security, Microphone; on macOS the one in System Settings, Privacy &amp; Security, Microphone, and for what the computer plays Screen &amp; System Audio Recording.</source>
        <translation>Ein Mikrofon oder Line-Eingang, was der Computer abspielt oder was eine einzelne Anwendung abspielt. Was es braucht: unter Linux PulseAudio oder PipeWire; unter Windows den Schalter in Einstellungen, Datenschutz &amp; Sicherheit, Mikrofon; unter macOS den in Systemeinstellungen, Datenschutz &amp; Sicherheit, Mikrofon, und für das, was der Computer abspielt, Bildschirm- &amp; Systemaudioaufnahme.</translation>
    </message>
    <message>
        <source>The camera or capture card, by its own identity: the same one is taken back after replugging, while the last picture holds. A path such as /dev/video2 names a node of the system.</source>
        <translation>Die Kamera oder Videokarte, an ihrer eigenen Kennung erkannt: Nach dem Wiederanstecken wird dieselbe wieder genommen, bis dahin bleibt das letzte Bild stehen. Ein Pfad wie /dev/video2 nennt einen Knoten des Systems.</translation>
    </message>
    <message>
        <source>the first that can be used</source>
        <translation>das erste, das sich verwenden lässt</translation>
    </message>
    <message>
        <source>How the device delivers its pictures. They stay as they are until a recorder&apos;s encoder asks for something else; Motion JPEG and H.264 are decoded once. Best takes what was not compressed and has the most colour, of all that has the size and the rate.</source>
        <translation>Wie das Gerät seine Bilder liefert. Sie bleiben so, bis der Encoder eines Recorders etwas anderes verlangt; Motion JPEG und H.264 werden einmal dekodiert. „Bestes“ nimmt von allem mit dieser Größe und Rate, was nicht komprimiert war und die meiste Farbe hat.</translation>
    </message>
    <message>
        <source>what the device offers, the best of it first</source>
        <translation>was das Gerät bietet, das Beste zuerst</translation>
    </message>
    <message>
        <source>best</source>
        <translation>das Beste</translation>
    </message>
    <message>
        <source>Width and height. Best is the largest that still comes at 24 pictures a second or more.</source>
        <translation>Breite und Höhe. „Bestes“ ist die größte, die noch mit mindestens 24 Bildern in der Sekunde kommt.</translation>
    </message>
    <message>
        <source>what the device offers in that format, the best first</source>
        <translation>was das Gerät in diesem Format bietet, das Beste zuerst</translation>
    </message>
    <message>
        <source>Pictures a second. Best is the highest up to 60. In the dark many cameras deliver fewer, unless Exposure is set by hand.</source>
        <translation>Bilder in der Sekunde. „Bestes“ ist die höchste Rate bis 60. Im Dunkeln liefern viele Kameras weniger, außer die Belichtung ist von Hand eingestellt.</translation>
    </message>
    <message>
        <source>what the device offers at that size, the best first</source>
        <translation>was das Gerät in dieser Größe bietet, das Beste zuerst</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>Regler</translation>
    </message>
    <message>
        <source>Set Controls</source>
        <translation>Regler einstellen</translation>
    </message>
    <message>
        <source>Sets all of this page, as soon as the camera opens and whenever a row changes, also while it is recorded. Off leaves the device as other programs have set it.</source>
        <translation>Stellt alles auf dieser Seite ein, sobald die Kamera geöffnet wird und wenn sich eine Zeile ändert, auch während der Aufnahme. Aus lässt das Gerät so, wie andere Programme es eingestellt haben.</translation>
    </message>
    <message>
        <source>Exposure Mode</source>
        <translation>Belichtungsart</translation>
    </message>
    <message>
        <source>Automatic lets the camera choose how long its shutter is open.</source>
        <translation>Automatisch lässt die Kamera wählen, wie lange ihr Verschluss offen ist.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>By Hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>the device has it</source>
        <translation>das Gerät es hat</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>How long the shutter is open for each picture. More than a picture&apos;s time makes the rate fall.</source>
        <translation>Wie lange der Verschluss für jedes Bild offen ist. Mehr als die Dauer eines Bildes senkt die Bildrate.</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Verstärkung</translation>
    </message>
    <message>
        <source>Amplification of the sensor: -1 is the device&apos;s least, 0 its own default, 1 its most.</source>
        <translation>Verstärkung des Sensors: -1 ist das Geringste des Geräts, 0 seine eigene Vorgabe, 1 das Höchste.</translation>
    </message>
    <message>
        <source>Focus Mode</source>
        <translation>Fokusart</translation>
    </message>
    <message>
        <source>Automatic lets the camera focus by itself.</source>
        <translation>Automatisch lässt die Kamera selbst scharf stellen.</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Fokus</translation>
    </message>
    <message>
        <source>0 is one end of the lens, with most cameras the far one, 1 the other.</source>
        <translation>0 ist ein Ende des Objektivs, bei den meisten Kameras das ferne, 1 das andere.</translation>
    </message>
    <message>
        <source>White Balance Mode</source>
        <translation>Art des Weißabgleichs</translation>
    </message>
    <message>
        <source>Automatic lets the camera choose what is white.</source>
        <translation>Automatisch lässt die Kamera wählen, was weiß ist.</translation>
    </message>
    <message>
        <source>White Balance</source>
        <translation>Weißabgleich</translation>
    </message>
    <message>
        <source>Colour temperature of the light: 2800 is a bulb, 5500 daylight.</source>
        <translation>Farbtemperatur des Lichts: 2800 ist eine Glühlampe, 5500 Tageslicht.</translation>
    </message>
    <message>
        <source>K</source>
        <translation>K</translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation>Flimmern</translation>
    </message>
    <message>
        <source>Frequency of the mains, so that lamps don&apos;t flicker in the picture.</source>
        <translation>Netzfrequenz, damit Lampen im Bild nicht flimmern.</translation>
    </message>
    <message>
        <source>50 Hz</source>
        <translation>50 Hz</translation>
    </message>
    <message>
        <source>60 Hz</source>
        <translation>60 Hz</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>-1 is the device&apos;s least, 0 its own default, 1 its most.</source>
        <translation>-1 ist das Geringste des Geräts, 0 seine eigene Vorgabe, 1 das Höchste.</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>Farbton</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>Schärfe</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Backlight</source>
        <translation>Gegenlicht</translation>
    </message>
    <message>
        <source>Compensation of light from behind: -1 is the device&apos;s least, 0 its own default, 1 its most.</source>
        <translation>Ausgleich von Gegenlicht: -1 ist das Geringste des Geräts, 0 seine eigene Vorgabe, 1 das Höchste.</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>0 is the device&apos;s own default, mostly its widest, 1 its most.</source>
        <translation>0 ist die eigene Vorgabe des Geräts, meist der weiteste Winkel, 1 das Höchste.</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Schwenken</translation>
    </message>
    <message>
        <source>-1 is the one side, 0 the middle, 1 the other side.</source>
        <translation>-1 ist die eine Seite, 0 die Mitte, 1 die andere Seite.</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Neigen</translation>
    </message>
    <message>
        <source>-1 is down, 0 the middle, 1 up.</source>
        <translation>-1 ist unten, 0 die Mitte, 1 oben.</translation>
    </message>
    <message>
        <source>the plugs the device has</source>
        <translation>die Anschlüsse des Geräts</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie es ist</translation>
    </message>
    <message>
        <source>Where a capture card takes its picture from, such as HDMI 1 or S-Video. As it is leaves the device as other programs have set it. Formats, sizes and rates are those of the input, and on HDMI and SDI those of what is plugged in: while nothing comes in there the last picture holds.</source>
        <translation>Woher eine Aufnahmekarte ihr Bild nimmt, etwa HDMI 1 oder S-Video. „Wie es ist“ lässt das Gerät, wie andere Programme es eingestellt haben. Formate, Größen und Raten sind die des Eingangs, bei HDMI und SDI die dessen, was eingesteckt ist: Solange dort nichts ankommt, bleibt das letzte Bild stehen.</translation>
    </message>
    <message>
        <source>the device has several inputs</source>
        <translation>das Gerät mehrere Eingänge hat</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>None to PIZ keep every bit; PXR24 shortens 32-bit floats to 24 bits, B44 and DWA lose what is hard to see. With grain PIZ is smaller than ZIP and five times as fast, flat pictures are smaller in ZIP; DWA is smallest.</source>
        <translation>Keine bis PIZ bewahren jedes Bit; PXR24 kürzt 32-Bit-Gleitkommazahlen auf 24 Bit, B44 und DWA verlieren, was man kaum sieht. Bei Korn ist PIZ kleiner als ZIP und fünfmal so schnell, flächige Bilder sind in ZIP kleiner; DWA ist am kleinsten.</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>The colours of the window. High Contrast is black and white with strong outlines; As the System is dark or light as the desktop is.</source>
        <translation>Die Farben des Fensters. Hoher Kontrast ist schwarz-weiß mit kräftigen Umrissen; Wie das System ist dunkel oder hell wie der Desktop.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>High Contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>As the System</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Text Size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>The size of all text, in percent of the usual one. Everything around it grows with it.</source>
        <translation>Die Größe aller Schrift in Prozent der üblichen. Alles darum herum wächst mit.</translation>
    </message>
    <message>
        <source>Reduced Motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Nothing fades, slides or blinks: menus and tool tips appear at once, and what would blink is steady.</source>
        <translation>Nichts blendet, gleitet oder blinkt: Menüs und Kurzhinweise sind sofort da, und was blinken würde, steht still.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>The language of the window. The names that scripts and presets use stay as they are.</source>
        <translation>Die Sprache des Fensters. Die Namen, die Skripte und Vorlagen verwenden, bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>the system&apos;s language</source>
        <translation>die Sprache des Systems</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Shows the picture of the selected operator in the viewport. Without it the viewport does no work at all; recordings are the same either way.</source>
        <translation>Zeigt das Bild des gewählten Operators in der Ansicht. Ohne sie arbeitet die Ansicht überhaupt nicht; die Aufnahmen sind in beiden Fällen gleich.</translation>
    </message>
    <message>
        <source>Preview Rate</source>
        <translation>Rate der Vorschau</translation>
    </message>
    <message>
        <source>How many pictures a second the viewport shows at most. Recordings don&apos;t depend on it.</source>
        <translation>Wie viele Bilder pro Sekunde die Ansicht höchstens zeigt. Aufnahmen hängen nicht davon ab.</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>fps</translation>
    </message>
    <message>
        <source>Start in the Tray</source>
        <translation>Im Benachrichtigungsfeld starten</translation>
    </message>
    <message>
        <source>The program begins without its window, in the desktop&apos;s tray. Where there is no tray the window is shown.</source>
        <translation>Das Programm beginnt ohne Fenster, im Benachrichtigungsfeld des Desktops. Wo es das nicht gibt, wird das Fenster gezeigt.</translation>
    </message>
    <message>
        <source>Minimise to the Tray</source>
        <translation>Ins Benachrichtigungsfeld minimieren</translation>
    </message>
    <message>
        <source>A window that is minimised goes into the desktop&apos;s tray and leaves the list of windows.</source>
        <translation>Ein Fenster, das minimiert wird, geht ins Benachrichtigungsfeld des Desktops und verlässt die Fensterliste.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>The desktop tells when a recording has ended or a problem has come up while the window is not in front.</source>
        <translation>Der Desktop sagt Bescheid, wenn eine Aufnahme zu Ende ist oder ein Problem auftritt, während das Fenster nicht vorn ist.</translation>
    </message>
    <message>
        <source>Ask before Closing while Recording</source>
        <translation>Nachfragen, wenn während einer Aufnahme geschlossen wird</translation>
    </message>
    <message>
        <source>Without it, closing the window during a recording finishes the file and ends the program.</source>
        <translation>Ohne Nachfrage beendet das Schließen des Fensters die Aufnahme mit einer fertigen Datei und danach das Programm.</translation>
    </message>
    <message>
        <source>Ask before Removing Operators</source>
        <translation>Nachfragen, bevor Operatoren entfernt werden</translation>
    </message>
    <message>
        <source>Removing can be undone, so there is usually no need to ask.</source>
        <translation>Entfernen lässt sich rückgängig machen, darum ist eine Frage meist unnötig.</translation>
    </message>
    <message>
        <source>Ask about Unsaved Changes</source>
        <translation>Nach ungespeicherten Änderungen fragen</translation>
    </message>
    <message>
        <source>Without it, another project takes the place of this one and its unsaved changes are lost.</source>
        <translation>Ohne Frage tritt ein anderes Projekt an die Stelle von diesem, und seine ungespeicherten Änderungen sind verloren.</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Movies</source>
        <translation>Filme</translation>
    </message>
    <message>
        <source>Where movies go whose File is no full path.</source>
        <translation>Wohin Filme kommen, deren Datei kein vollständiger Pfad ist.</translation>
    </message>
    <message>
        <source>the system&apos;s Videos folder</source>
        <translation>der Videoordner des Systems</translation>
    </message>
    <message>
        <source>Stills</source>
        <translation>Standbilder</translation>
    </message>
    <message>
        <source>Where images and image sequences go whose File is no full path.</source>
        <translation>Wohin Bilder und Bildsequenzen kommen, deren Datei kein vollständiger Pfad ist.</translation>
    </message>
    <message>
        <source>the same as Movies</source>
        <translation>derselbe wie für Filme</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Where sound files go whose File is no full path.</source>
        <translation>Wohin Tondateien kommen, deren Datei kein vollständiger Pfad ist.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Where the program notes which recordings are under way, so that an interrupted one is found again. Recordings noted in another folder are not found any more.</source>
        <translation>Wo das Programm vermerkt, welche Aufnahmen gerade laufen, damit eine unterbrochene wiedergefunden wird. Aufnahmen, die in einem anderen Ordner vermerkt sind, werden dann nicht mehr gefunden.</translation>
    </message>
    <message>
        <source>the system&apos;s folder for the state of programs</source>
        <translation>der Ordner des Systems für den Zustand von Programmen</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Global Res Multiplier</source>
        <translation>Globaler Auflösungsfaktor</translation>
    </message>
    <message>
        <source>What the resolution of a recording is multiplied by where Use Global Res Multiplier is on. 0.5 makes test recordings of half the size.</source>
        <translation>Womit die Auflösung einer Aufnahme multipliziert wird, wo Globalen Auflösungsfaktor anwenden an ist. 0,5 ergibt Testaufnahmen in halber Größe.</translation>
    </message>
    <message>
        <source>Project Rate</source>
        <translation>Projektrate</translation>
    </message>
    <message>
        <source>The rate of new projects: how often a second expressions are evaluated and exports applied.</source>
        <translation>Die Rate neuer Projekte: wie oft pro Sekunde Ausdrücke berechnet und Exporte angewendet werden.</translation>
    </message>
    <message>
        <source>Countdown</source>
        <translation>Countdown</translation>
    </message>
    <message>
        <source>How long the window counts down before a recording starts. 0 starts at once. Scripts, exports and the command line never count down.</source>
        <translation>Wie lange das Fenster herunterzählt, bevor eine Aufnahme beginnt. 0 beginnt sofort. Skripte, Exporte und die Befehlszeile zählen nie herunter.</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Warn at Room for</source>
        <translation>Warnen bei Platz für</translation>
    </message>
    <message>
        <source>A recording warns when the disk has room for less than this many seconds more, at the rate at which it fills up.</source>
        <translation>Eine Aufnahme warnt, wenn der Datenträger bei der Geschwindigkeit, mit der er sich füllt, nur noch für weniger als so viele Sekunden reicht.</translation>
    </message>
    <message>
        <source>Stop at Room for</source>
        <translation>Aufhören bei Platz für</translation>
    </message>
    <message>
        <source>A recording ends when the disk has room for less than this many seconds more, so that its file can be finished.</source>
        <translation>Eine Aufnahme endet, wenn der Datenträger nur noch für weniger als so viele Sekunden reicht, damit ihre Datei fertig geschrieben werden kann.</translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation>Mithören</translation>
    </message>
    <message>
        <source>Monitor Sound</source>
        <translation>Ton mithören</translation>
    </message>
    <message>
        <source>Output Device</source>
        <translation>Ausgabegerät</translation>
    </message>
    <message>
        <source>Where the sound is played.</source>
        <translation>Wo der Ton abgespielt wird.</translation>
    </message>
    <message>
        <source>the system&apos;s output</source>
        <translation>die Ausgabe des Systems</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>How loud it is played. Recordings don&apos;t depend on it.</source>
        <translation>Wie laut er abgespielt wird. Aufnahmen hängen nicht davon ab.</translation>
    </message>
    <message>
        <source>Hotkeys</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Global Hotkeys</source>
        <translation>Globale Tastenkürzel</translation>
    </message>
    <message>
        <source>The keys below work while another program has the keyboard. Where the desktop refuses them, the log says so.</source>
        <translation>Die Tasten unten wirken auch, während ein anderes Programm die Tastatur hat. Wo der Desktop sie verweigert, steht es im Protokoll.</translation>
    </message>
    <message>
        <source>Record or Stop</source>
        <translation>Aufnehmen oder stoppen</translation>
    </message>
    <message>
        <source>Starts the selected recorder, or stops it.</source>
        <translation>Startet den gewählten Rekorder oder stoppt ihn.</translation>
    </message>
    <message>
        <source>Pause or Go On</source>
        <translation>Pausieren oder weiter</translation>
    </message>
    <message>
        <source>Pauses the selected recorder, or goes on.</source>
        <translation>Hält den gewählten Rekorder an oder lässt ihn weiterlaufen.</translation>
    </message>
    <message>
        <source>Add Frame</source>
        <translation>Bild hinzufügen</translation>
    </message>
    <message>
        <source>Adds one frame to a stop-frame movie, or one more image while Pause is on.</source>
        <translation>Fügt einem Einzelbildfilm ein Bild hinzu, oder ein weiteres Bild, solange Pause an ist.</translation>
    </message>
    <message>
        <source>Record All</source>
        <translation>Alle aufnehmen</translation>
    </message>
    <message>
        <source>Starts all recorders that are active.</source>
        <translation>Startet alle Rekorder, die aktiv sind.</translation>
    </message>
    <message>
        <source>Stop All</source>
        <translation>Alle stoppen</translation>
    </message>
    <message>
        <source>Stops all recordings.</source>
        <translation>Stoppt alle Aufnahmen.</translation>
    </message>
    <message>
        <source>Show the Window</source>
        <translation>Fenster zeigen</translation>
    </message>
    <message>
        <source>Brings the window to the front, or back from the tray.</source>
        <translation>Holt das Fenster nach vorn oder aus dem Benachrichtigungsfeld zurück.</translation>
    </message>
    <message>
        <source>Remote Control</source>
        <translation>Fernsteuerung</translation>
    </message>
    <message>
        <source>Local Socket</source>
        <translation>Lokaler Socket</translation>
    </message>
    <message>
        <source>Programs of the same user may control this one through its socket, as reelout --toggle does.</source>
        <translation>Programme desselben Benutzers dürfen dieses über seinen Socket steuern, wie reelout --toggle es tut.</translation>
    </message>
    <message>
        <source>D-Bus</source>
        <translation>D-Bus</translation>
    </message>
    <message>
        <source>The program is on the session bus as org.reelout.Reelout.</source>
        <translation>Das Programm ist auf dem Sitzungsbus als org.reelout.Reelout zu finden.</translation>
    </message>
    <message>
        <source>OSC</source>
        <translation>OSC</translation>
    </message>
    <message>
        <source>Control by Open Sound Control over the network (UDP). OSC knows no passwords: leave it off where you don&apos;t know who is on the network.</source>
        <translation>Steuerung mit Open Sound Control über das Netz (UDP). OSC kennt keine Passwörter: aus lassen, wo unklar ist, wer im Netz ist.</translation>
    </message>
    <message>
        <source>OSC Port</source>
        <translation>OSC-Port</translation>
    </message>
    <message>
        <source>The UDP port that is listened to.</source>
        <translation>Der UDP-Port, auf dem gehört wird.</translation>
    </message>
    <message>
        <source>OSC Address</source>
        <translation>OSC-Adresse</translation>
    </message>
    <message>
        <source>The address of this computer that is listened to: 127.0.0.1 for programs on this computer only, 0.0.0.0 for all networks.</source>
        <translation>Die Adresse dieses Computers, auf der gehört wird: 127.0.0.1 nur für Programme auf diesem Computer, 0.0.0.0 für alle Netze.</translation>
    </message>
    <message>
        <source>OSC Senders</source>
        <translation>OSC-Absender</translation>
    </message>
    <message>
        <source>Addresses or networks (192.168.1.0/24) that may send, separated by spaces. Everybody else is ignored and named in the log.</source>
        <translation>Adressen oder Netze (192.168.1.0/24), die senden dürfen, durch Leerzeichen getrennt. Alle anderen werden übergangen und im Protokoll genannt.</translation>
    </message>
    <message>
        <source>Listens to the sound of the selected operator as soon as the window opens; the button below the meters does so for the moment. The sound of the system is never played back into itself.</source>
        <translation>Hört den Ton des gewählten Operators mit, sobald das Fenster offen ist; der Knopf unter den Pegeln tut es für den Augenblick. Der Ton des Systems wird nie in sich selbst zurückgespielt.</translation>
    </message>
    <message>
        <source>Program after Each File</source>
        <translation>Programm nach jeder Datei</translation>
    </message>
    <message>
        <source>A program that is run when a file is complete, with its arguments, separated by spaces. The page on remote control says what is handed to it.</source>
        <translation>Ein Programm, das ausgeführt wird, wenn eine Datei vollständig ist, mit seinen Argumenten, durch Leerzeichen getrennt. Die Seite zur Fernsteuerung sagt, was ihm übergeben wird.</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>All recordings go on in another file, without a gap.</source>
        <translation>Alle Aufnahmen gehen in einer anderen Datei weiter, ohne Lücke.</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Marks this moment in all recordings.</source>
        <translation>Markiert diesen Moment in allen Aufnahmen.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Scheduled Recording</source>
        <translation>Aufnahme nach Zeitplan</translation>
    </message>
    <message>
        <source>Records at the times below, also while the window is in the tray. The program must be running; a computer that wakes up while it is time begins late and says so.</source>
        <translation>Nimmt zu den Zeiten darunter auf, auch während das Fenster im Infobereich ist. Das Programm muss laufen; ein Computer, der erst währenddessen aufwacht, beginnt verspätet und meldet es.</translation>
    </message>
    <message>
        <source>Start At</source>
        <translation>Beginn um</translation>
    </message>
    <message>
        <source>Time of day at which the recording begins: 14:00 or 14:00:30.</source>
        <translation>Uhrzeit, zu der die Aufnahme beginnt: 14:00 oder 14:00:30.</translation>
    </message>
    <message>
        <source>Stop At</source>
        <translation>Ende um</translation>
    </message>
    <message>
        <source>Time of day at which it ends, of the next day when it is not later than the start. Empty: it is stopped by hand, or by Limit Length.</source>
        <translation>Uhrzeit, zu der sie endet; am nächsten Tag, wenn sie nicht nach dem Beginn liegt. Leer: Sie wird von Hand oder durch Länge begrenzen gestoppt.</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>once, daily, or days as mon,wed,fri.</source>
        <translation>once (einmal), daily (täglich) oder Tage wie mon,wed,fri.</translation>
    </message>
    <message>
        <source>Recorder</source>
        <translation>Rekorder</translation>
    </message>
    <message>
        <source>Name of the recorder; empty: the one the window shows. When it ends, all that record are stopped where none is named.</source>
        <translation>Name des Rekorders; leer: der, den das Fenster zeigt. Ist keiner genannt, werden am Ende alle gestoppt, die aufnehmen.</translation>
    </message>
    <message>
        <source>Save Replay</source>
        <translation>Wiederholung sichern</translation>
    </message>
    <message>
        <source>Makes files of what all replay buffers that run hold.</source>
        <translation>Macht Dateien aus dem, was alle laufenden Wiederholungspuffer halten.</translation>
    </message>
    <message>
        <source>Replay Buffer On or Off</source>
        <translation>Wiederholungspuffer ein oder aus</translation>
    </message>
    <message>
        <source>Switches the replay buffer of the selected recorder on; where one runs, all off.</source>
        <translation>Schaltet den Wiederholungspuffer des gewählten Rekorders ein; läuft einer, alle aus.</translation>
    </message>
</context>
<context>
    <name>ValueClipboard</name>
    <message>
        <source>There are no values on the clipboard.</source>
        <translation>In der Zwischenablage sind keine Werte.</translation>
    </message>
    <message>
        <source>None of the values on the clipboard fits these parameters.</source>
        <translation>Keiner der Werte in der Zwischenablage passt zu diesen Parametern.</translation>
    </message>
</context>
<context>
    <name>reelout</name>
    <message>
        <source>Constant. Click to use an expression.</source>
        <translation>Konstante. Ein Klick macht einen Ausdruck daraus.</translation>
    </message>
    <message>
        <source>Expression. Click to keep its value as a constant.</source>
        <translation>Ausdruck. Ein Klick behält seinen Wert als Konstante.</translation>
    </message>
    <message>
        <source>A channel drives this parameter.</source>
        <translation>Ein Kanal steuert diesen Parameter.</translation>
    </message>
    <message>
        <source>width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>number %1</source>
        <translation>Zahl %1</translation>
    </message>
    <message>
        <source>browse</source>
        <translation>durchsuchen</translation>
    </message>
    <message>
        <source>suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>slider</source>
        <translation>Schieberegler</translation>
    </message>
    <message>
        <source>add block</source>
        <translation>Block hinzufügen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>%1 oder mehr</translation>
    </message>
    <message>
        <source>%1 or less</source>
        <translation>%1 oder weniger</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>several values</source>
        <translation>mehrere Werte</translation>
    </message>
    <message>
        <source>Range: %1</source>
        <translation>Bereich: %1</translation>
    </message>
    <message>
        <source>Entries: %1</source>
        <translation>Einträge: %1</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>Standard: %1</translation>
    </message>
    <message>
        <source>Script name: %1</source>
        <translation>Name in Skripten: %1</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Reelout %1&lt;/h3&gt;&lt;p&gt;A desktop recorder: screens, sound and test signals into movies, stills and audio files.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later. It comes with no warranty.&lt;/p&gt;&lt;p&gt;Qt %2&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Reelout %1&lt;/h3&gt;&lt;p&gt;Ein Rekorder für den Desktop: Bildschirme, Ton und Testsignale in Filme, Standbilder und Audiodateien.&lt;/p&gt;&lt;p&gt;Freie Software unter der GNU General Public License, Version 3 oder später. Ohne jede Gewährleistung.&lt;/p&gt;&lt;p&gt;Qt %2&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&amp;New Project</source>
        <translation>&amp;Neues Projekt</translation>
    </message>
    <message>
        <source>&amp;Open Project…</source>
        <translation>Projekt ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>No projects yet</source>
        <translation>Noch keine Projekte</translation>
    </message>
    <message>
        <source>&amp;Save Project</source>
        <translation>Projekt &amp;speichern</translation>
    </message>
    <message>
        <source>Save Project &amp;As…</source>
        <translation>Projekt speichern &amp;unter …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Copy &amp;Values</source>
        <translation>&amp;Werte kopieren</translation>
    </message>
    <message>
        <source>Paste Va&amp;lues</source>
        <translation>Werte e&amp;infügen</translation>
    </message>
    <message>
        <source>Choose All Parameters</source>
        <translation>Alle Parameter wählen</translation>
    </message>
    <message>
        <source>&amp;Add Operator</source>
        <translation>Operator &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Duplicate Operators</source>
        <translation>Operatoren &amp;verdoppeln</translation>
    </message>
    <message>
        <source>Re&amp;name Operator</source>
        <translation>Operator &amp;umbenennen</translation>
    </message>
    <message>
        <source>Delete &amp;Operators</source>
        <translation>Operatoren &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Search Parameters</source>
        <translation>Parameter &amp;suchen</translation>
    </message>
    <message>
        <source>Constant or &amp;Expression</source>
        <translation>Konstante oder Aus&amp;druck</translation>
    </message>
    <message>
        <source>Reset Para&amp;meter</source>
        <translation>Parameter &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Reset All Parameters</source>
        <translation>Alle Parameter zurücksetzen</translation>
    </message>
    <message>
        <source>Pre&amp;ferences…</source>
        <translation>E&amp;instellungen …</translation>
    </message>
    <message>
        <source>&amp;Record or Stop</source>
        <translation>&amp;Aufnehmen oder stoppen</translation>
    </message>
    <message>
        <source>&amp;Pause or Go On</source>
        <translation>&amp;Pausieren oder weiter</translation>
    </message>
    <message>
        <source>&amp;Add Frame</source>
        <translation>&amp;Bild hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Debug Entries in the Log</source>
        <translation>&amp;Debug-Einträge im Protokoll</translation>
    </message>
    <message>
        <source>Help on This &amp;Parameter</source>
        <translation>Hilfe zu diesem &amp;Parameter</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>&amp;Tastatur</translation>
    </message>
    <message>
        <source>&amp;About Reelout</source>
        <translation>&amp;Über Reelout</translation>
    </message>
    <message>
        <source>About Reelout</source>
        <translation>Über Reelout</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>Über &amp;Qt</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>&amp;Aufnahme</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 %, %2:%3:%4 left</source>
        <translation>%1 %, noch %2:%3:%4</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Öffnet</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Wird fertiggestellt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2, ended early: %3</source>
        <translation>%1, %2, vorzeitig beendet: %3</translation>
    </message>
    <message>
        <source>Encode test: %1 frames in %2, the encoder held %3 frames/s</source>
        <translation>Encoder-Test: %1 Bilder in %2, der Encoder schaffte %3 Bilder/s</translation>
    </message>
    <message>
        <source>Saved %1, %2, %3</source>
        <translation>%1 gespeichert, %2, %3</translation>
    </message>
    <message>
        <source>. Note: %1</source>
        <translation>. Hinweis: %1</translation>
    </message>
    <message>
        <source>Duration: %1</source>
        <translation>Dauer: %1</translation>
    </message>
    <message>
        <source>Repeated: %1 still screen, %2 late source, %3 busy encoder, %4 lost source</source>
        <translation>Wiederholt: %1 unveränderter Bildschirm, %2 späte Quelle, %3 beschäftigter Encoder, %4 verlorene Quelle</translation>
    </message>
    <message>
        <source>Sound: %1 gaps, drift %2 ppm, offset %3 ms</source>
        <translation>Ton: %1 Lücken, Drift %2 ppm, Versatz %3 ms</translation>
    </message>
    <message>
        <source>Encoding: %1 ms a frame</source>
        <translation>Kodieren: %1 ms pro Bild</translation>
    </message>
    <message>
        <source>%1: there is no operator “%2”.</source>
        <translation>%1: Es gibt keinen Operator „%2“.</translation>
    </message>
    <message>
        <source>Nothing is wired to its input.</source>
        <translation>Mit seinem Eingang ist nichts verbunden.</translation>
    </message>
    <message>
        <source>Nothing is wired to its input %1.</source>
        <translation>Mit seinem Eingang %1 ist nichts verbunden.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>Eingang %1</translation>
    </message>
    <message>
        <source>%1, new block</source>
        <translation>%1, neuer Block</translation>
    </message>
    <message>
        <source>%1 instead of %2</source>
        <translation>%1 anstelle von %2</translation>
    </message>
    <message>
        <source>%1 (not there)</source>
        <translation>%1 (nicht da)</translation>
    </message>
    <message>
        <source>Automatic: %1</source>
        <translation>Automatisch: %1</translation>
    </message>
    <message>
        <source>Adding of %1</source>
        <translation>Hinzufügen von %1</translation>
    </message>
    <message>
        <source>Paste of %1</source>
        <translation>Einfügen von %1</translation>
    </message>
    <message>
        <source>Duplication to %1</source>
        <translation>Verdoppeln zu %1</translation>
    </message>
    <message>
        <source>Deletion of %1</source>
        <translation>Löschen von %1</translation>
    </message>
    <message>
        <source>Renaming of %1 to %2</source>
        <translation>Umbenennen von %1 in %2</translation>
    </message>
    <message>
        <source>Change of %1 in %2</source>
        <translation>Ändern von %1 in %2</translation>
    </message>
    <message>
        <source>Change of %1</source>
        <translation>Ändern von %1</translation>
    </message>
    <message>
        <source>Change of Several Parameters</source>
        <translation>Ändern mehrerer Parameter</translation>
    </message>
    <message>
        <source>Wiring of %1</source>
        <translation>Verbinden von %1</translation>
    </message>
    <message>
        <source>Switching of %1</source>
        <translation>Schalten von %1</translation>
    </message>
    <message>
        <source>Change of Table %1</source>
        <translation>Ändern der Tabelle %1</translation>
    </message>
    <message>
        <source>Change of the Project&apos;s Rate</source>
        <translation>Ändern der Projektrate</translation>
    </message>
    <message>
        <source>Several Changes</source>
        <translation>Mehrere Änderungen</translation>
    </message>
    <message numerus="yes">
        <source>%n block(s)</source>
        <translation>
            <numerusform>%n Block</numerusform>
            <numerusform>%n Blöcke</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n Operators</source>
        <translation>
            <numerusform>%n Operator</numerusform>
            <numerusform>%n Operatoren</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete Operators</source>
        <translation>Operatoren löschen</translation>
    </message>
    <message>
        <source>Record or Stop A&amp;ll Armed</source>
        <translation>A&amp;lle scharfen aufnehmen oder stoppen</translation>
    </message>
    <message>
        <source>Pause All Ar&amp;med</source>
        <translation>Alle &amp;scharfen pausieren</translation>
    </message>
    <message>
        <source>Add a &amp;Frame to All Armed</source>
        <translation>Allen scharfen ein Bild &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Arm &amp;This Recorder</source>
        <translation>&amp;Diesen Rekorder scharf schalten</translation>
    </message>
    <message>
        <source>Recordings of This &amp;Session…</source>
        <translation>Aufnahmen dieser &amp;Sitzung …</translation>
    </message>
    <message>
        <source>Scrip&amp;t Console</source>
        <translation>Skript-&amp;Konsole</translation>
    </message>
    <message>
        <source>&amp;Contents</source>
        <translation>&amp;Inhalt</translation>
    </message>
    <message>
        <source>&amp;First Steps</source>
        <translation>&amp;Erste Schritte</translation>
    </message>
    <message>
        <source>&amp;Troubleshooting</source>
        <translation>&amp;Wenn etwas nicht geht</translation>
    </message>
    <message>
        <source>Skipped: %1 came faster than Movie FPS, %2 busy encoder</source>
        <translation>Ausgelassen: %1 kamen schneller als Film-FPS, %2 beschäftigter Encoder</translation>
    </message>
    <message>
        <source>late source</source>
        <translation>späte Quelle</translation>
    </message>
    <message>
        <source>busy encoder</source>
        <translation>beschäftigter Encoder</translation>
    </message>
    <message>
        <source>lost source</source>
        <translation>verlorene Quelle</translation>
    </message>
    <message>
        <source>&gt; 999 h</source>
        <translation>&gt; 999 h</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <translation>%1 h %2 m</translation>
    </message>
    <message>
        <source>Frames: %1 in, %2 written</source>
        <translation>Bilder: %1 angekommen, %2 geschrieben</translation>
    </message>
    <message>
        <source>%1-bit float</source>
        <translation>%1 Bit, Gleitkomma</translation>
    </message>
    <message>
        <source>%1-bit</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>grau</translation>
    </message>
    <message>
        <source>RGBA</source>
        <translation>RGBA</translation>
    </message>
    <message>
        <source>RGB</source>
        <translation>RGB</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>linear</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>limited</source>
        <translation>begrenzt</translation>
    </message>
    <message>
        <source>&amp;Clear This List</source>
        <translation>Diese &amp;Liste leeren</translation>
    </message>
    <message>
        <source>Spl&amp;it</source>
        <translation>Te&amp;ilen</translation>
    </message>
    <message>
        <source>Mar&amp;ker</source>
        <translation>Mar&amp;ke</translation>
    </message>
    <message>
        <source>, in %1 files</source>
        <translation>, in %1 Dateien</translation>
    </message>
    <message>
        <source>Files:</source>
        <translation>Dateien:</translation>
    </message>
    <message>
        <source>  %1, %2, %3</source>
        <translation>  %1, %2, %3</translation>
    </message>
    <message>
        <source>Markers:</source>
        <translation>Marken:</translation>
    </message>
    <message>
        <source>Save Repla&amp;y</source>
        <translation>Wiederholun&amp;g sichern</translation>
    </message>
    <message>
        <source>Replay &amp;Buffer</source>
        <translation>Wiederholungs&amp;puffer</translation>
    </message>
</context>
<context>
    <name>reelout::ArmLight</name>
    <message>
        <source>Armed: %1</source>
        <translation>Scharf: %1</translation>
    </message>
    <message>
        <source>%1: armed, %2</source>
        <translation>%1: scharf, %2</translation>
    </message>
    <message>
        <source>%1: not armed. Click to have it recorded.</source>
        <translation>%1: nicht scharf. Anklicken, damit er aufnimmt.</translation>
    </message>
</context>
<context>
    <name>reelout::ArmStrip</name>
    <message>
        <source>Armed recorders</source>
        <translation>Scharfe Rekorder</translation>
    </message>
    <message>
        <source>Armed</source>
        <translation>Scharf</translation>
    </message>
    <message numerus="yes">
        <source>%n more recorders</source>
        <translation>
            <numerusform>%n weiterer Rekorder</numerusform>
            <numerusform>%n weitere Rekorder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>reelout::Camera</name>
    <message>
        <source>PipeWire does not start %1. Another program may use it, or the desktop may not allow it (Settings, Privacy, Camera).</source>
        <translation>PipeWire startet %1 nicht. Vielleicht verwendet ein anderes Programm das Gerät, oder der Desktop erlaubt es nicht (Einstellungen, Privatsphäre, Kamera).</translation>
    </message>
    <message>
        <source>This program was built without Qt Multimedia.</source>
        <translation>Dieses Programm wurde ohne Qt Multimedia gebaut.</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>Bestes</translation>
    </message>
    <message>
        <source>There is no camera or capture card.</source>
        <translation>Es gibt keine Kamera oder Videokarte.</translation>
    </message>
    <message>
        <source>There is no camera of the name %1.</source>
        <translation>Es gibt keine Kamera namens %1.</translation>
    </message>
    <message>
        <source>%1 offers no format that can be read here.</source>
        <translation>%1 bietet kein Format, das sich hier lesen lässt.</translation>
    </message>
    <message>
        <source>%1 does not offer %2. It offers: %3.</source>
        <translation>%1 bietet %2 nicht. Geboten werden: %3.</translation>
    </message>
    <message>
        <source>%1 is gone (%2); its last picture holds.</source>
        <translation>%1 ist weg (%2); das letzte Bild bleibt stehen.</translation>
    </message>
    <message>
        <source>%1 sends no pictures.</source>
        <translation>%1 sendet keine Bilder.</translation>
    </message>
    <message>
        <source>%1: pictures lost on the way to the program: %2.</source>
        <translation>%1: Auf dem Weg zum Programm verlorene Bilder: %2.</translation>
    </message>
    <message>
        <source>The camera %1 is not connected.</source>
        <translation>Die Kamera %1 ist nicht angeschlossen.</translation>
    </message>
    <message>
        <source>The system does not let this program use cameras. Allow it in the system&apos;s settings, under Privacy, Camera.</source>
        <translation>Das System lässt dieses Programm keine Kameras verwenden. In den Einstellungen des Systems unter Datenschutz, Kamera erlauben.</translation>
    </message>
    <message>
        <source>There is no camera.</source>
        <translation>Es gibt keine Kamera.</translation>
    </message>
    <message>
        <source>%1 (%2) may not be used by you. Add yourself to the group “video” (sudo usermod -aG video $USER) and log in again.</source>
        <translation>%1 (%2) darf von diesem Benutzer nicht verwendet werden. Den Benutzer der Gruppe „video“ hinzufügen (sudo usermod -aG video $USER) und neu anmelden.</translation>
    </message>
    <message>
        <source>%1 delivers no pictures.</source>
        <translation>%1 liefert keine Bilder.</translation>
    </message>
    <message>
        <source>%1 is in use by another program. Close that one first.</source>
        <translation>%1 wird von einem anderen Programm verwendet. Zuerst jenes schließen.</translation>
    </message>
    <message>
        <source>%1 is in use by %2. Close that program first.</source>
        <translation>%1 wird von %2 verwendet. Zuerst jenes Programm schließen.</translation>
    </message>
    <message>
        <source>%1: the USB bus has no room left for it. Choose Motion JPEG, a smaller size, or a plug of another bus.</source>
        <translation>%1: Auf dem USB-Bus ist dafür kein Platz mehr. Motion JPEG, eine kleinere Größe oder einen Anschluss an einem anderen Bus wählen.</translation>
    </message>
    <message>
        <source>%1 (no signal)</source>
        <translation>%1 (kein Signal)</translation>
    </message>
    <message>
        <source>As It Is</source>
        <translation>Wie es ist</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>Eingang %1</translation>
    </message>
    <message>
        <source>%1: what is plugged in is off; the last picture holds.</source>
        <translation>%1: Was eingesteckt ist, ist aus; das letzte Bild bleibt stehen.</translation>
    </message>
    <message>
        <source>%1: the signal is protected; the last picture holds.</source>
        <translation>%1: Das Signal ist geschützt; das letzte Bild bleibt stehen.</translation>
    </message>
    <message>
        <source>%1: no signal; the last picture holds. Look at the cable and at what it comes from.</source>
        <translation>%1: kein Signal; das letzte Bild bleibt stehen. Sehen Sie nach dem Kabel und nach dem Gerät, von dem es kommt.</translation>
    </message>
    <message>
        <source>%1: the signal is not steady; the last picture holds.</source>
        <translation>%1: Das Signal ist nicht stabil; das letzte Bild bleibt stehen.</translation>
    </message>
    <message>
        <source>%1: the signal is one that the card can&apos;t take. Choose another size or rate where it comes from; the last picture holds.</source>
        <translation>%1: Mit diesem Signal kann die Karte nichts anfangen. Wählen Sie an der Quelle eine andere Größe oder Rate; das letzte Bild bleibt stehen.</translation>
    </message>
    <message>
        <source>%1 has no input “%2”. It has: %3.</source>
        <translation>%1 hat keinen Eingang „%2“. Es hat: %3.</translation>
    </message>
    <message>
        <source>%1 delivers interlaced pictures: what moves has combed edges.</source>
        <translation>%1 liefert Bilder im Zeilensprung: Was sich bewegt, hat gekämmte Kanten.</translation>
    </message>
    <message>
        <source>%1, %2: another signal comes in; the last picture holds.</source>
        <translation>%1, %2: Ein anderes Signal kommt an; das letzte Bild bleibt stehen.</translation>
    </message>
</context>
<context>
    <name>reelout::Chapters</name>
    <message>
        <source>Start</source>
        <translation>Anfang</translation>
    </message>
</context>
<context>
    <name>reelout::CountdownOverlay</name>
    <message>
        <source>Countdown</source>
        <translation>Countdown</translation>
    </message>
    <message numerus="yes">
        <source>Recording begins in %n seconds. Escape cancels.</source>
        <translation>
            <numerusform>Die Aufnahme beginnt in %n Sekunde. Escape bricht ab.</numerusform>
            <numerusform>Die Aufnahme beginnt in %n Sekunden. Escape bricht ab.</numerusform>
        </translation>
    </message>
    <message>
        <source>Esc cancels</source>
        <translation>Esc bricht ab</translation>
    </message>
</context>
<context>
    <name>reelout::DropActions</name>
    <message>
        <source>“%1” is a preset for operators of the type %2; choose one and drop it again.</source>
        <translation>„%1“ ist eine Vorlage für Operatoren vom Typ %2; einen wählen und noch einmal ablegen.</translation>
    </message>
    <message>
        <source>%1 plays %2</source>
        <translation>%1 spielt %2</translation>
    </message>
</context>
<context>
    <name>reelout::Engine</name>
    <message>
        <source>%1 can&apos;t hold it</source>
        <translation>%1 kann das nicht aufnehmen</translation>
    </message>
    <message>
        <source>%1 doesn&apos;t let it be captured</source>
        <translation>%1 lässt das nicht aufnehmen</translation>
    </message>
    <message>
        <source>Nothing is wired to %1. Drag a source onto it in the list of operators.</source>
        <translation>Mit %1 ist nichts verbunden. In der Liste der Operatoren eine Quelle darauf ziehen.</translation>
    </message>
</context>
<context>
    <name>reelout::Exports</name>
    <message>
        <source>The export table needs a first row with path, parameter, value and enable.</source>
        <translation>Die Export-Tabelle braucht eine erste Zeile mit path, parameter, value und enable.</translation>
    </message>
    <message>
        <source>Export table, row %1: there is no channel &quot;%2&quot;; there is %3.</source>
        <translation>Export-Tabelle, Zeile %1: Es gibt keinen Kanal „%2“; es gibt %3.</translation>
    </message>
    <message>
        <source>Export: there is no operator &quot;%1&quot;.</source>
        <translation>Export: Es gibt keinen Operator „%1“.</translation>
    </message>
    <message>
        <source>Export Table: there is no such table.</source>
        <translation>Export-Tabelle: Diese Tabelle gibt es nicht.</translation>
    </message>
    <message>
        <source>Export: %1.%2 is driven by two channels.</source>
        <translation>Export: %1.%2 wird von zwei Kanälen gesteuert.</translation>
    </message>
    <message>
        <source>Export to %1: %2</source>
        <translation>Export nach %1: %2</translation>
    </message>
</context>
<context>
    <name>reelout::ExpressionCompleter</name>
    <message>
        <source>How the expression may go on</source>
        <translation>Wie der Ausdruck weitergehen kann</translation>
    </message>
</context>
<context>
    <name>reelout::ExpressionPage</name>
    <message>
        <source>%1, expression</source>
        <translation>%1, Ausdruck</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>%1, choose the folder</source>
        <translation>%1, Ordner wählen</translation>
    </message>
</context>
<context>
    <name>reelout::FileEditor</name>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen …</translation>
    </message>
</context>
<context>
    <name>reelout::FileLine</name>
    <message>
        <source>Next file</source>
        <translation>Nächste Datei</translation>
    </message>
    <message>
        <source>Recording to</source>
        <translation>Nimmt auf nach</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Nicht bereit</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Make Folder</source>
        <translation>Ordner anlegen</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>Den Pfad kopieren</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Make the folder %1</source>
        <translation>Den Ordner %1 anlegen</translation>
    </message>
    <message>
        <source>Copy Path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Show in Folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>reelout::FolderField</name>
    <message>
        <source>Choose a folder</source>
        <translation>Einen Ordner wählen</translation>
    </message>
    <message>
        <source>%1: choose a folder</source>
        <translation>%1: einen Ordner wählen</translation>
    </message>
</context>
<context>
    <name>reelout::FrozenScreen</name>
    <message>
        <source>Frozen desktop</source>
        <translation>Angehaltener Desktop</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>reelout::FullScreenView</name>
    <message>
        <source>Reelout picture</source>
        <translation>Reelout-Bild</translation>
    </message>
    <message>
        <source>Picture on the full screen</source>
        <translation>Bild auf dem ganzen Bildschirm</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>reelout::HardwareProbe</name>
    <message>
        <source>Hardware encoders are not looked for.</source>
        <translation>Nach Hardware-Encodern wird nicht gesucht.</translation>
    </message>
    <message>
        <source>There is no NVIDIA driver here.</source>
        <translation>Hier gibt es keinen NVIDIA-Treiber.</translation>
    </message>
    <message>
        <source>The NVIDIA driver finds no card.</source>
        <translation>Der NVIDIA-Treiber findet keine Karte.</translation>
    </message>
    <message>
        <source>No NVIDIA card here can encode this codec.</source>
        <translation>Keine NVIDIA-Karte hier kann diesen Codec kodieren.</translation>
    </message>
    <message>
        <source>The NVIDIA driver is too old for this FFmpeg.</source>
        <translation>Der NVIDIA-Treiber ist zu alt für dieses FFmpeg.</translation>
    </message>
    <message>
        <source>There is no graphics card with VA-API here.</source>
        <translation>Hier gibt es keine Grafikkarte mit VA-API.</translation>
    </message>
    <message>
        <source>The graphics card has no VA-API driver here.</source>
        <translation>Die Grafikkarte hat hier keinen VA-API-Treiber.</translation>
    </message>
    <message>
        <source>The graphics card can&apos;t encode this codec.</source>
        <translation>Die Grafikkarte kann diesen Codec nicht kodieren.</translation>
    </message>
    <message>
        <source>There is no Intel Quick Sync driver here.</source>
        <translation>Hier gibt es keinen Treiber für Intel Quick Sync.</translation>
    </message>
    <message>
        <source>There is no AMD AMF driver here.</source>
        <translation>Hier gibt es keinen Treiber für AMD AMF.</translation>
    </message>
    <message>
        <source>This machine has no hardware encoder for this codec.</source>
        <translation>Dieser Rechner hat keinen Hardware-Encoder für diesen Codec.</translation>
    </message>
    <message>
        <source>It could not be tried: %1.</source>
        <translation>Er ließ sich nicht ausprobieren: %1.</translation>
    </message>
    <message>
        <source>Its driver did not answer in time.</source>
        <translation>Sein Treiber hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Its driver crashed when it was tried.</source>
        <translation>Sein Treiber ist beim Ausprobieren abgestürzt.</translation>
    </message>
    <message>
        <source>Its driver ended the trial.</source>
        <translation>Sein Treiber hat den Versuch beendet.</translation>
    </message>
    <message>
        <source>It made %1 of %2 pictures.</source>
        <translation>Er hat %1 von %2 Bildern geliefert.</translation>
    </message>
    <message>
        <source>There is no hardware encoder %1.</source>
        <translation>Es gibt keinen Hardware-Encoder %1.</translation>
    </message>
    <message>
        <source>It does not open: %1.</source>
        <translation>Er lässt sich nicht öffnen: %1.</translation>
    </message>
</context>
<context>
    <name>reelout::HelpWindow</name>
    <message>
        <source>Help page</source>
        <translation>Hilfeseite</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>Die Hilfe durchsuchen</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>%1 — Help</source>
        <translation>%1 — Hilfe</translation>
    </message>
</context>
<context>
    <name>reelout::Hotkeys</name>
    <message>
        <source>Another program has the hotkey %1; choose another key in Preferences, Hotkeys.</source>
        <translation>Ein anderes Programm hat das Tastenkürzel %1; in den Einstellungen unter Tastenkürzel ein anderes wählen.</translation>
    </message>
</context>
<context>
    <name>reelout::InspectorView</name>
    <message>
        <source>Choose the parameters to copy by their labels first.</source>
        <translation>Erst die Parameter, die kopiert werden sollen, an ihren Beschriftungen wählen.</translation>
    </message>
    <message>
        <source>Make Constant</source>
        <translation>Zur Konstante machen</translation>
    </message>
    <message>
        <source>Make Expression</source>
        <translation>Zum Ausdruck machen</translation>
    </message>
    <message>
        <source>Reset to Default</source>
        <translation>Auf Standard zurücksetzen</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n Values</source>
        <translation>
            <numerusform>%n Wert kopieren</numerusform>
            <numerusform>%n Werte kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy Value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Paste Values</source>
        <translation>Werte einfügen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Search parameters</source>
        <translation>Parameter durchsuchen</translation>
    </message>
    <message>
        <source>Parameter pages</source>
        <translation>Parameterseiten</translation>
    </message>
</context>
<context>
    <name>reelout::JsonFile</name>
    <message>
        <source>%1 is of another kind.</source>
        <translation>%1 ist von anderer Art.</translation>
    </message>
    <message>
        <source>%1 is damaged, or of another kind (line %2: %3).</source>
        <translation>%1 ist beschädigt oder von anderer Art (Zeile %2: %3).</translation>
    </message>
</context>
<context>
    <name>reelout::KeyField</name>
    <message>
        <source>No key; press one</source>
        <translation>Keine Taste; eine drücken</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
</context>
<context>
    <name>reelout::ListenControl</name>
    <message>
        <source>Listen</source>
        <translation>Mithören</translation>
    </message>
    <message>
        <source>Listen to what the meters show. What is recorded stays as it is.</source>
        <translation>Mithören, was die Pegel zeigen. Was aufgenommen wird, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm</translation>
    </message>
    <message>
        <source>Silent for the moment; the recording is not</source>
        <translation>Gerade stumm; die Aufnahme ist es nicht</translation>
    </message>
    <message>
        <source>Listen through</source>
        <translation>Mithören über</translation>
    </message>
    <message>
        <source>The output to listen through</source>
        <translation>Die Ausgabe, über die mitgehört wird</translation>
    </message>
    <message>
        <source>Listening volume</source>
        <translation>Lautstärke beim Mithören</translation>
    </message>
    <message>
        <source>How loud you hear it; the recording stays as it is</source>
        <translation>Wie laut es zu hören ist; die Aufnahme bleibt, wie sie ist</translation>
    </message>
    <message>
        <source>Default output</source>
        <translation>Standardausgabe</translation>
    </message>
    <message>
        <source>Looking for outputs …</source>
        <translation>Ausgänge werden gesucht …</translation>
    </message>
</context>
<context>
    <name>reelout::LogView</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Show Debug Entries</source>
        <translation>Debug-Einträge zeigen</translation>
    </message>
</context>
<context>
    <name>reelout::MainWindow</name>
    <message>
        <source>A recording is running. Stop it before another project.</source>
        <translation>Eine Aufnahme läuft. Vor einem anderen Projekt muss sie gestoppt werden.</translation>
    </message>
    <message>
        <source>Saved the table as %1</source>
        <translation>Tabelle als %1 gespeichert</translation>
    </message>
    <message>
        <source>Saved the project as %1</source>
        <translation>Projekt als %1 gespeichert</translation>
    </message>
    <message>
        <source>Recording to %1</source>
        <translation>Nimmt auf nach %1</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>Jetzt: %1</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>Als Nächstes: %1</translation>
    </message>
    <message>
        <source>%1[*] — Reelout</source>
        <translation>%1[*] — Reelout</translation>
    </message>
    <message>
        <source>Reelout</source>
        <translation>Reelout</translation>
    </message>
    <message>
        <source>A recording is running.</source>
        <translation>Eine Aufnahme läuft.</translation>
    </message>
    <message>
        <source>Quitting stops it and finishes the file first.</source>
        <translation>Beenden stoppt sie und stellt vorher die Datei fertig.</translation>
    </message>
    <message>
        <source>Stop and Quit</source>
        <translation>Stoppen und beenden</translation>
    </message>
    <message>
        <source>Keep Recording in the Tray</source>
        <translation>Im Hintergrund weiter aufnehmen</translation>
    </message>
    <message>
        <source>Script Console</source>
        <translation>Skript-Konsole</translation>
    </message>
    <message>
        <source>Saved the picture as %1</source>
        <translation>Bild als %1 gespeichert</translation>
    </message>
</context>
<context>
    <name>reelout::MediaFile</name>
    <message>
        <source>%1 is a folder, not a file.</source>
        <translation>%1 ist ein Ordner, keine Datei.</translation>
    </message>
    <message>
        <source>%1 may not be read by you: change its permissions or ask its owner.</source>
        <translation>%1 darf nicht gelesen werden: die Rechte ändern oder den Eigentümer fragen.</translation>
    </message>
    <message>
        <source>%1 is empty: it has 0 bytes.</source>
        <translation>%1 ist leer: sie hat 0 Bytes.</translation>
    </message>
    <message>
        <source>%1 has no index: it was never finished, or its end is missing. If it is a recording that was interrupted, reelout-cli repair may make it whole.</source>
        <translation>%1 hat keinen Index: Die Datei wurde nie fertiggestellt, oder ihr Ende fehlt. Eine unterbrochene Aufnahme macht „reelout-cli repair“ womöglich wieder ganz.</translation>
    </message>
    <message>
        <source>%1 is a web page and not what it links to: download the file itself.</source>
        <translation>%1 ist eine Webseite und nicht das, worauf sie verweist: die Datei selbst herunterladen.</translation>
    </message>
    <message>
        <source>%1 is a text, and no movie, picture or sound.</source>
        <translation>%1 ist ein Text und kein Film, Bild oder Ton.</translation>
    </message>
    <message>
        <source>an unknown codec</source>
        <translation>einem unbekannten Codec</translation>
    </message>
    <message>
        <source>%1 is compressed with %2, which the FFmpeg of this machine can&apos;t decode.</source>
        <translation>%1 ist mit %2 komprimiert, was das FFmpeg dieses Rechners nicht dekodieren kann.</translation>
    </message>
    <message>
        <source>%1 is damaged: pictures that can&apos;t be read are left out, and the one before stands in their place.</source>
        <translation>%1 ist beschädigt: Bilder, die sich nicht lesen lassen, werden ausgelassen, und das vorige steht an ihrer Stelle.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read any more: %2</source>
        <translation>%1 lässt sich nicht mehr lesen: %2</translation>
    </message>
</context>
<context>
    <name>reelout::MeterView</name>
    <message>
        <source>Sound level</source>
        <translation>Tonpegel</translation>
    </message>
    <message>
        <source>Peak, RMS, peak hold and clip light. Click to put out the clip lights.</source>
        <translation>Spitzenwert, Effektivwert, gehaltener Spitzenwert und Übersteuerungslampe. Ein Klick löscht die Lampen.</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>Kein Ton</translation>
    </message>
    <message>
        <source>No sound: %1</source>
        <translation>Kein Ton: %1</translation>
    </message>
    <message>
        <source>Opening the sound …</source>
        <translation>Der Ton wird geöffnet …</translation>
    </message>
</context>
<context>
    <name>reelout::MovieWriter</name>
    <message>
        <source>. What was recorded until then is complete.</source>
        <translation>. Was bis dahin aufgenommen wurde, ist vollständig.</translation>
    </message>
    <message numerus="yes">
        <source>The encoder did not finish in time: the last %n picture(s) are missing.</source>
        <translation>
            <numerusform>Der Encoder wurde nicht rechtzeitig fertig: Das letzte Bild fehlt.</numerusform>
            <numerusform>Der Encoder wurde nicht rechtzeitig fertig: Die letzten %n Bilder fehlen.</numerusform>
        </translation>
    </message>
    <message>
        <source>This type of file holds no chapters; the markers are in the report only.</source>
        <translation>Dateien dieser Art haben keine Kapitel; die Marken stehen nur im Bericht.</translation>
    </message>
</context>
<context>
    <name>reelout::Muxer</name>
    <message>
        <source>. The movie plays as it is, and &quot;repair&quot; can still finish it.</source>
        <translation>. Der Film läuft, wie er ist, und „repair“ kann ihn noch fertigstellen.</translation>
    </message>
    <message>
        <source>. Nothing playable was written, the file was removed.</source>
        <translation>. Es wurde nichts Abspielbares geschrieben, die Datei wurde entfernt.</translation>
    </message>
    <message>
        <source>. What was recorded until then plays; &quot;repair&quot; gives it an index.</source>
        <translation>. Was bis dahin aufgenommen wurde, läuft; „repair“ gibt ihm ein Inhaltsverzeichnis.</translation>
    </message>
    <message>
        <source>. What was recorded until then may play.</source>
        <translation>. Was bis dahin aufgenommen wurde, läuft vielleicht.</translation>
    </message>
    <message>
        <source>. The first %1 s are complete.</source>
        <translation>. Die ersten %1 s sind vollständig.</translation>
    </message>
    <message>
        <source>. What was recorded until then plays as it is, and &quot;repair&quot; can finish it.</source>
        <translation>. Was bis dahin aufgenommen wurde, läuft, wie es ist, und „repair“ kann es fertigstellen.</translation>
    </message>
</context>
<context>
    <name>reelout::NoticeLine</name>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Show in Folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Dismiss the notice</source>
        <translation>Den Hinweis schließen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>reelout::NumberField</name>
    <message>
        <source>several</source>
        <translation>mehrere</translation>
    </message>
</context>
<context>
    <name>reelout::OperatorBox</name>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>%1 (missing)</source>
        <translation>%1 (fehlt)</translation>
    </message>
</context>
<context>
    <name>reelout::OperatorDelegate</name>
    <message>
        <source>Name of the operator</source>
        <translation>Name des Operators</translation>
    </message>
</context>
<context>
    <name>reelout::OperatorEditor</name>
    <message>
        <source>Make a table for it</source>
        <translation>Eine Tabelle dafür anlegen</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Zu %1 gehen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>reelout::OperatorHeader</name>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the operator; references follow</source>
        <translation>Name des Operators; Verweise folgen ihm</translation>
    </message>
    <message>
        <source>Off: the operator takes no part. In scripts: par.active</source>
        <translation>Aus: Der Operator nimmt nicht teil. In Skripten: par.active</translation>
    </message>
    <message numerus="yes">
        <source>%n operators</source>
        <translation>
            <numerusform>%n Operator</numerusform>
            <numerusform>%n Operatoren</numerusform>
        </translation>
    </message>
    <message>
        <source>several types</source>
        <translation>mehrere Typen</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>Eingang %1</translation>
    </message>
    <message>
        <source>Operator wired to this connector (%1); drop one here</source>
        <translation>Operator an diesem Anschluss (%1); hier einen ablegen</translation>
    </message>
</context>
<context>
    <name>reelout::OperatorList</name>
    <message>
        <source>Operators</source>
        <translation>Operatoren</translation>
    </message>
    <message>
        <source>Add an operator</source>
        <translation>Einen Operator hinzufügen</translation>
    </message>
    <message>
        <source>Duplicate the operator</source>
        <translation>Den Operator verdoppeln</translation>
    </message>
    <message>
        <source>Delete the operator</source>
        <translation>Den Operator löschen</translation>
    </message>
    <message>
        <source>%1 is recording. Stop it first.</source>
        <translation>%1 nimmt auf. Bitte erst stoppen.</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n operator(s)?</source>
        <translation>
            <numerusform>%n Operator entfernen?</numerusform>
            <numerusform>%n Operatoren entfernen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Reelout</source>
        <translation>Reelout</translation>
    </message>
    <message>
        <source>Undo brings back what was removed.</source>
        <translation>Rückgängig bringt zurück, was entfernt wurde.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>There are no operators on the clipboard.</source>
        <translation>In der Zwischenablage sind keine Operatoren.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nothing here takes it</source>
        <translation>Hier nimmt ihn nichts an</translation>
    </message>
    <message>
        <source>Input %1: %2</source>
        <translation>Eingang %1: %2</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Connect To</source>
        <translation>Verbinden mit</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>reelout::OperatorTree</name>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>wählen …</translation>
    </message>
    <message>
        <source>%1 has no place for %2</source>
        <translation>%1 hat keinen Platz für %2</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>Operatoren</translation>
    </message>
    <message>
        <source>Recorders</source>
        <translation>Rekorder</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>%1, warning: %2</source>
        <translation>%1, Warnung: %2</translation>
    </message>
    <message>
        <source>not armed</source>
        <translation>nicht scharf</translation>
    </message>
    <message>
        <source>The light arms it: what is armed is recorded by Record All.</source>
        <translation>Die Lampe schaltet ihn scharf: Was scharf ist, nimmt Alle aufnehmen auf.</translation>
    </message>
</context>
<context>
    <name>reelout::ParamRow</name>
    <message>
        <source>Reset to default</source>
        <translation>Auf Standard zurücksetzen</translation>
    </message>
    <message>
        <source>%1, mode</source>
        <translation>%1, Modus</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Why %1 is not available</source>
        <translation>Warum %1 nicht verfügbar ist</translation>
    </message>
    <message>
        <source>A channel drives this parameter.</source>
        <translation>Ein Kanal steuert diesen Parameter.</translation>
    </message>
    <message>
        <source>%1 (last good value: %2)</source>
        <translation>%1 (letzter gültiger Wert: %2)</translation>
    </message>
    <message>
        <source>The operators have different blocks; what is added here takes the place of all of them.</source>
        <translation>Die Operatoren haben verschiedene Blöcke; was hier hinzukommt, tritt an die Stelle von allen.</translation>
    </message>
</context>
<context>
    <name>reelout::PictureWatcher</name>
    <message>
        <source>nothing is selected</source>
        <translation>nichts ist gewählt</translation>
    </message>
    <message>
        <source>%1 has no picture</source>
        <translation>%1 hat kein Bild</translation>
    </message>
</context>
<context>
    <name>reelout::Portal</name>
    <message>
        <source>There is no D-Bus session bus: start Reelout from a desktop session.</source>
        <translation>Es gibt keinen D-Bus der Sitzung: Reelout aus einer grafischen Sitzung starten.</translation>
    </message>
    <message>
        <source>Chosen in the desktop&apos;s dialog</source>
        <translation>Im Dialog der Arbeitsumgebung gewählt</translation>
    </message>
    <message>
        <source>A Wayland desktop shows one monitor or one window: set Area to one of them.</source>
        <translation>Eine Wayland-Umgebung zeigt einen Monitor oder ein Fenster: Bereich auf eines davon stellen.</translation>
    </message>
    <message>
        <source>The desktop&apos;s dialog was cancelled, or it denied permission to record. Choose Again shows the dialog once more.</source>
        <translation>Der Dialog der Arbeitsumgebung wurde abgebrochen, oder sie hat die Aufnahme nicht erlaubt. „Neu wählen“ zeigt den Dialog noch einmal.</translation>
    </message>
    <message>
        <source>The desktop portal does not answer: log out and in, or restart xdg-desktop-portal.</source>
        <translation>Das Portal der Arbeitsumgebung antwortet nicht: neu anmelden oder xdg-desktop-portal neu starten.</translation>
    </message>
    <message>
        <source>This desktop has no portal: install xdg-desktop-portal and its part for this desktop (xdg-desktop-portal-gnome, -kde, -wlr).</source>
        <translation>Diese Arbeitsumgebung hat kein Portal: xdg-desktop-portal und seinen Teil für diese Umgebung installieren (xdg-desktop-portal-gnome, -kde, -wlr).</translation>
    </message>
    <message>
        <source>The portal of this desktop can&apos;t show the screen (%1): install its part for this desktop (xdg-desktop-portal-gnome, -kde, -wlr).</source>
        <translation>Das Portal dieser Arbeitsumgebung kann den Bildschirm nicht zeigen (%1): seinen Teil für diese Umgebung installieren (xdg-desktop-portal-gnome, -kde, -wlr).</translation>
    </message>
    <message>
        <source>The desktop does not let this program record the screen (%1).</source>
        <translation>Die Arbeitsumgebung erlaubt diesem Programm nicht, den Bildschirm aufzunehmen (%1).</translation>
    </message>
    <message>
        <source>The portal of this desktop shows no single windows: set Area to Monitor.</source>
        <translation>Das Portal dieser Arbeitsumgebung zeigt keine einzelnen Fenster: Bereich auf Monitor stellen.</translation>
    </message>
    <message>
        <source>The portal of this desktop makes no virtual monitors: set Area to Monitor.</source>
        <translation>Das Portal dieser Arbeitsumgebung macht keine virtuellen Monitore: Bereich auf Monitor stellen.</translation>
    </message>
    <message>
        <source>The portal of this desktop shows no monitors.</source>
        <translation>Das Portal dieser Arbeitsumgebung zeigt keine Monitore.</translation>
    </message>
    <message>
        <source>The desktop portal gave up without saying why: its own log may.</source>
        <translation>Das Portal der Arbeitsumgebung hat aufgegeben, ohne den Grund zu nennen: Vielleicht nennt ihn sein Protokoll.</translation>
    </message>
    <message>
        <source>The desktop portal gave no picture.</source>
        <translation>Das Portal der Arbeitsumgebung gab kein Bild.</translation>
    </message>
    <message>
        <source>The desktop portal gave no way to PipeWire.</source>
        <translation>Das Portal der Arbeitsumgebung gab keinen Weg zu PipeWire.</translation>
    </message>
</context>
<context>
    <name>reelout::PortalHotkeys</name>
    <message>
        <source>Reelout, key %1</source>
        <translation>Reelout, Taste %1</translation>
    </message>
</context>
<context>
    <name>reelout::PreferenceView</name>
    <message>
        <source>%1 Takes effect at the next recording.</source>
        <translation>%1 Wirkt ab der nächsten Aufnahme.</translation>
    </message>
    <message>
        <source>%1 Takes effect at the next start of the program.</source>
        <translation>%1 Wirkt ab dem nächsten Start des Programms.</translation>
    </message>
    <message>
        <source>Restore the default</source>
        <translation>Standard wiederherstellen</translation>
    </message>
    <message>
        <source>%1: restore the default</source>
        <translation>%1: Standard wiederherstellen</translation>
    </message>
</context>
<context>
    <name>reelout::PreferencesDialog</name>
    <message>
        <source>No preference has these words.</source>
        <translation>Keine Einstellung hat diese Wörter.</translation>
    </message>
    <message>
        <source>Restore This &amp;Page</source>
        <translation>Diese &amp;Seite zurücksetzen</translation>
    </message>
    <message>
        <source>Restore &amp;All…</source>
        <translation>&amp;Alle zurücksetzen …</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search preferences</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>“%1” has the same key. Only one of them will work.</source>
        <translation>„%1“ hat dieselbe Taste. Nur eines von beiden wird funktionieren.</translation>
    </message>
    <message>
        <source>In the window this key is “%1”.</source>
        <translation>Im Fenster ist diese Taste „%1“.</translation>
    </message>
    <message>
        <source>Restore the defaults of all preferences?</source>
        <translation>Alle Einstellungen auf Standard zurücksetzen?</translation>
    </message>
    <message>
        <source>Folders, keys, theme and language too. This can&apos;t be undone.</source>
        <translation>Auch Ordner, Tasten, Farbschema und Sprache. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Restore All</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>reelout::PresetButton</name>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Settings under a name: choose, save, manage</source>
        <translation>Einstellungen unter einem Namen: wählen, speichern, verwalten</translation>
    </message>
    <message>
        <source>No presets of this type yet</source>
        <translation>Noch keine Vorlagen für diesen Typ</translation>
    </message>
    <message>
        <source>&amp;Save as Preset…</source>
        <translation>Als &amp;Vorlage speichern …</translation>
    </message>
    <message>
        <source>New Operators &amp;Begin With</source>
        <translation>Neue Operatoren &amp;beginnen mit</translation>
    </message>
    <message>
        <source>&amp;Manage Presets…</source>
        <translation>Vorlagen ver&amp;walten …</translation>
    </message>
    <message numerus="yes">
        <source>%n preset(s) can&apos;t be read: %1</source>
        <translation>
            <numerusform>%n Vorlage kann nicht gelesen werden: %1</numerusform>
            <numerusform>%n Vorlagen können nicht gelesen werden: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>The Program&apos;s Defaults</source>
        <translation>Standardwerte des Programms</translation>
    </message>
    <message>
        <source>“%1” is set but for this: %2</source>
        <translation>„%1“ ist gesetzt bis auf dies: %2</translation>
    </message>
    <message>
        <source>%1 is set to “%2”. Folder, name and wiring are as before.</source>
        <translation>%1 ist auf „%2“ gesetzt. Ordner, Name und Verbindungen sind wie zuvor.</translation>
    </message>
    <message>
        <source>Saved the preset “%1”</source>
        <translation>Vorlage „%1“ gespeichert</translation>
    </message>
</context>
<context>
    <name>reelout::PresetDialog</name>
    <message>
        <source>Presets (*.preset *.json);;All files (*)</source>
        <translation>Vorlagen (*.preset *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Good for</source>
        <translation>Gut für</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>Comes with the program</source>
        <translation>Kommt mit dem Programm</translation>
    </message>
    <message>
        <source>Can&apos;t be read: %1</source>
        <translation>Kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Delete preset</source>
        <translation>Vorlage löschen</translation>
    </message>
    <message>
        <source>Delete the preset “%1”?</source>
        <translation>Die Vorlage „%1“ löschen?</translation>
    </message>
    <message>
        <source>Import Presets</source>
        <translation>Vorlagen importieren</translation>
    </message>
    <message>
        <source>Imported “%1”</source>
        <translation>„%1“ importiert</translation>
    </message>
    <message>
        <source>Export Preset</source>
        <translation>Vorlage exportieren</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>This can&apos;t be undone.</source>
        <translation>Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>reelout::PresetNameDialog</name>
    <message>
        <source>Save as Preset</source>
        <translation>Als Vorlage speichern</translation>
    </message>
    <message>
        <source>What it is good for (optional)</source>
        <translation>Wofür sie gut ist (freigestellt)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Description</source>
        <translation>&amp;Beschreibung</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>“%1” comes with the program; choose another name.</source>
        <translation>„%1“ kommt mit dem Programm; bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>There is a preset of this name; it will be replaced.</source>
        <translation>Eine Vorlage dieses Namens gibt es schon; sie wird ersetzt.</translation>
    </message>
    <message>
        <source>Folder and name of File, and what the operator is wired to, are not part of it.</source>
        <translation>Ordner und Name von Datei, und womit der Operator verbunden ist, gehören nicht dazu.</translation>
    </message>
</context>
<context>
    <name>reelout::ProjectDocument</name>
    <message>
        <source>Reelout</source>
        <translation>Reelout</translation>
    </message>
    <message>
        <source>Save the changes to the project “%1”?</source>
        <translation>Die Änderungen am Projekt „%1“ speichern?</translation>
    </message>
    <message>
        <source>Recordings are not touched by this; it is about operators and their values.</source>
        <translation>Aufnahmen sind davon nicht berührt; es geht um Operatoren und ihre Werte.</translation>
    </message>
    <message>
        <source>Open Project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Reelout projects (*.reelout);;All files (*)</source>
        <translation>Reelout-Projekte (*.reelout);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>untitled</source>
        <translation>unbenannt</translation>
    </message>
    <message>
        <source>Save Project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>Reelout projects (*.reelout)</source>
        <translation>Reelout-Projekte (*.reelout)</translation>
    </message>
</context>
<context>
    <name>reelout::PulseEditor</name>
    <message>
        <source>Pulse</source>
        <translation>Auslösen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>On the Screen…</source>
        <translation>Auf dem Bildschirm …</translation>
    </message>
</context>
<context>
    <name>reelout::RecordCommands</name>
    <message>
        <source>There is no recorder in this project. Add a Movie File Out or an Audio File Out.</source>
        <translation>In diesem Projekt gibt es keinen Rekorder. Eine Filmausgabe oder Audioausgabe hinzufügen.</translation>
    </message>
    <message>
        <source>No recorder is armed. Click the light of those that should record.</source>
        <translation>Kein Rekorder ist scharf. Die Lampe derer anklicken, die aufnehmen sollen.</translation>
    </message>
    <message>
        <source>Add Frame writes one frame of a recording that is paused: Record first, then Pause. Audio has no frames.</source>
        <translation>Bild hinzufügen schreibt ein Bild einer Aufnahme, die pausiert: erst Aufnahme, dann Pause. Ton hat keine Bilder.</translation>
    </message>
    <message>
        <source>Split goes on in another file while a movie, a sequence or sound is recorded.</source>
        <translation>Teilen macht in einer anderen Datei weiter, solange ein Film, eine Bildsequenz oder Ton aufgenommen wird.</translation>
    </message>
    <message>
        <source>Marked.</source>
        <translation>Markiert.</translation>
    </message>
    <message>
        <source>Marker marks a moment of what is being recorded.</source>
        <translation>Marke markiert einen Moment dessen, was aufgenommen wird.</translation>
    </message>
    <message>
        <source>The replay buffer keeps the last seconds of a movie: select a Movie File Out whose Type is Movie.</source>
        <translation>Der Wiederholungspuffer hält die letzten Sekunden eines Films: eine Filmausgabe mit dem Typ Film wählen.</translation>
    </message>
    <message>
        <source>Save Replay makes a file of the last seconds. Switch the replay buffer on first.</source>
        <translation>Wiederholung sichern macht eine Datei aus den letzten Sekunden. Zuerst den Wiederholungspuffer einschalten.</translation>
    </message>
    <message>
        <source>Saving the replay …</source>
        <translation>Die Wiederholung wird gesichert …</translation>
    </message>
</context>
<context>
    <name>reelout::RecordPlan</name>
    <message>
        <source>Additional Input TOP (%1) was left out: only OpenEXR images hold further pictures.</source>
        <translation>Weitere Eingangs-TOPs (%1) wurde ausgelassen: Nur OpenEXR-Bilder nehmen weitere Bilder auf.</translation>
    </message>
    <message>
        <source>%1 has no extension. Files of type %2 are called %3: add one to File.</source>
        <translation>%1 hat keine Endung. Dateien vom Typ %2 heißen %3: bei Datei eine anhängen.</translation>
    </message>
    <message>
        <source>%1 does not fit the type %2, whose files are called %3. Change the end of File, or the type.</source>
        <translation>%1 passt nicht zum Typ %2, dessen Dateien %3 heißen. Das Ende von Datei ändern, oder den Typ.</translation>
    </message>
    <message>
        <source>%1 has no extension. %2 goes into %3: add one to File.</source>
        <translation>%1 hat keine Endung. %2 kommt in %3: bei Datei eine anhängen.</translation>
    </message>
</context>
<context>
    <name>reelout::Recorder</name>
    <message>
        <source>Stopped before the whole clip was written.</source>
        <translation>Gestoppt, bevor der ganze Clip geschrieben war.</translation>
    </message>
    <message>
        <source>Additional Input TOP of %1: there is no operator &quot;%2&quot;.</source>
        <translation>Weitere Eingangs-TOPs von %1: Es gibt keinen Operator „%2“.</translation>
    </message>
    <message>
        <source>%1 hands over every frame in no time of its own, %2 runs in real time, so there is no instant they have in common: switch Every Frame of both on or off.</source>
        <translation>%1 gibt jedes Bild ohne eigene Zeit weiter, %2 läuft in Echtzeit, also haben sie keinen Zeitpunkt gemeinsam: Jedes Bild bei beiden an- oder ausschalten.</translation>
    </message>
    <message>
        <source>%1 hands over every frame in no time of its own, so there can be no sound with it: empty Audio CHOP of %2, or switch Every Frame off.</source>
        <translation>%1 gibt jedes Bild ohne eigene Zeit weiter, also ist kein Ton dazu möglich: Audio-CHOP von %2 leeren oder Jedes Bild ausschalten.</translation>
    </message>
    <message>
        <source>%1: less than %2 MiB are left on that disk.</source>
        <translation>%1: Auf diesem Datenträger sind weniger als %2 MiB frei.</translation>
    </message>
    <message>
        <source>No channel is called &quot;%1&quot;; there is %2.</source>
        <translation>Kein Kanal heißt „%1“; es gibt %2.</translation>
    </message>
    <message>
        <source>%1 is a static clip: switch Time Slice off to write it whole, or its Mode to Playing.</source>
        <translation>%1 ist ein stehender Clip: Zeitabschnitt ausschalten, um ihn ganz zu schreiben, oder seinen Modus auf Abspielend stellen.</translation>
    </message>
    <message>
        <source>%1 is a static clip: switch its Mode to Playing.</source>
        <translation>%1 ist ein stehender Clip: seinen Modus auf Abspielend stellen.</translation>
    </message>
    <message>
        <source>%1 is not armed. Click its light to arm it.</source>
        <translation>%1 ist nicht scharf. Ein Klick auf seine Lampe schaltet ihn scharf.</translation>
    </message>
    <message>
        <source>Nothing is wired to %1. Drag a source of pictures onto it in the list of operators.</source>
        <translation>Mit %1 ist nichts verbunden. In der Liste der Operatoren eine Bildquelle darauf ziehen.</translation>
    </message>
    <message>
        <source>Audio CHOP of %1: there is no operator &quot;%2&quot;. Choose another, or empty it for a movie without sound.</source>
        <translation>Audio-CHOP von %1: Es gibt keinen Operator „%2“. Einen anderen wählen, oder leeren für einen Film ohne Ton.</translation>
    </message>
    <message>
        <source>Nothing is wired to %1. Drag a source of sound onto it in the list of operators.</source>
        <translation>Mit %1 ist nichts verbunden. In der Liste der Operatoren eine Tonquelle darauf ziehen.</translation>
    </message>
    <message>
        <source>The folder %1 is not there. Make it, or choose another one as File.</source>
        <translation>Den Ordner %1 gibt es nicht. Ihn anlegen oder bei Datei einen anderen wählen.</translation>
    </message>
    <message>
        <source>The expression of File doesn&apos;t work: %1</source>
        <translation>Der Ausdruck von Datei geht nicht: %1</translation>
    </message>
    <message>
        <source>The replay buffer keeps a movie: choose Movie as Type of %1.</source>
        <translation>Der Wiederholungspuffer hält einen Film: Film als Typ von %1 wählen.</translation>
    </message>
    <message>
        <source>A GIF can only be written from its beginning on, so there is no replay of it. Choose another Video Codec.</source>
        <translation>Ein GIF lässt sich nur von Anfang an schreiben, deshalb gibt es davon keine Wiederholung. Einen anderen Video-Codec wählen.</translation>
    </message>
    <message>
        <source>%1 hands over every frame in no time of its own, so there is nothing to be replayed: switch Every Frame off.</source>
        <translation>%1 gibt jedes Bild ohne eigene Zeit weiter, da gibt es nichts zu wiederholen: Jedes Bild ausschalten.</translation>
    </message>
</context>
<context>
    <name>reelout::Recovery</name>
    <message>
        <source>The program ended before the recording was finished.</source>
        <translation>Das Programm endete, bevor die Aufnahme fertig war.</translation>
    </message>
    <message>
        <source>Nothing in it can be played.</source>
        <translation>Nichts darin lässt sich abspielen.</translation>
    </message>
</context>
<context>
    <name>reelout::RecoveryDialog</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Interrupted recordings</source>
        <translation>Unterbrochene Aufnahmen</translation>
    </message>
    <message>
        <source>These recordings were begun and not finished. Finishing makes an ordinary file of everything that reached the disk.</source>
        <translation>Diese Aufnahmen wurden begonnen und nicht beendet. Fertigstellen macht eine gewöhnliche Datei aus allem, was auf den Datenträger gelangt ist.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Fertigstellen</translation>
    </message>
    <message>
        <source>&amp;Keep as it is</source>
        <translation>&amp;So lassen</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>S&amp;päter</translation>
    </message>
    <message>
        <source>Delete recordings</source>
        <translation>Aufnahmen löschen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n recording(s) for good? What they hold can&apos;t be brought back.</source>
        <translation>
            <numerusform>%n Aufnahme endgültig löschen? Was sie enthält, lässt sich nicht zurückholen.</numerusform>
            <numerusform>%n Aufnahmen endgültig löschen? Was sie enthalten, lässt sich nicht zurückholen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Finished: %1</source>
        <translation>Fertiggestellt: %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>reelout::RegionTool</name>
    <message>
        <source>%1 × %2 at %3, %4</source>
        <translation>%1 × %2 bei %3, %4</translation>
    </message>
    <message>
        <source>Drag a region, or click a window to take its place. Pull the handles; arrow keys move it, with Ctrl they change its size, with Shift by ten pixels; Alt while dragging snaps to nothing. Delete begins anew, Enter takes it, Escape leaves everything as it was.</source>
        <translation>Einen Ausschnitt aufziehen oder ein Fenster anklicken, um seinen Platz zu nehmen. An den Griffen ziehen; Pfeiltasten verschieben ihn, mit Strg ändern sie seine Größe, mit Umschalt um zehn Pixel; mit Alt rastet beim Ziehen nichts ein. Entf beginnt von vorn, Eingabe übernimmt ihn, Escape lässt alles, wie es war.</translation>
    </message>
</context>
<context>
    <name>reelout::RemoteControls</name>
    <message>
        <source>Start Recording</source>
        <translation>Aufnahme starten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Add Frame</source>
        <translation>Bild hinzufügen</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Save Replay</source>
        <translation>Wiederholung sichern</translation>
    </message>
    <message>
        <source>Start Replay Buffer</source>
        <translation>Wiederholungspuffer starten</translation>
    </message>
    <message>
        <source>Stop Replay Buffer</source>
        <translation>Wiederholungspuffer stoppen</translation>
    </message>
</context>
<context>
    <name>reelout::ReplayBuffer</name>
    <message>
        <source>%1 keeps no replay: switch its Replay Buffer on.</source>
        <translation>%1 hält keine Wiederholung: seinen Wiederholungspuffer einschalten.</translation>
    </message>
    <message>
        <source>The replay is kept for a .%1 file and File asks for .%2 now; the buffer begins anew with it.</source>
        <translation>Die Wiederholung wird für eine .%1-Datei gehalten, und Datei verlangt jetzt .%2; der Puffer beginnt damit neu.</translation>
    </message>
    <message>
        <source>%1 replays are being saved already; wait for one of them.</source>
        <translation>Es werden schon %1 Wiederholungen gesichert; eine davon abwarten.</translation>
    </message>
    <message>
        <source>The replay buffer of %1 waits: %2</source>
        <translation>Der Wiederholungspuffer von %1 wartet: %2</translation>
    </message>
    <message>
        <source>The source has ended, and so has the replay buffer of %1. What it holds can still be saved.</source>
        <translation>Die Quelle ist zu Ende und damit der Wiederholungspuffer von %1. Was er hält, kann noch gesichert werden.</translation>
    </message>
    <message>
        <source>Settings have changed: the replay buffer of %1 begins anew.</source>
        <translation>Einstellungen haben sich geändert: Der Wiederholungspuffer von %1 beginnt neu.</translation>
    </message>
</context>
<context>
    <name>reelout::ReplayControl</name>
    <message>
        <source>Replay buffer</source>
        <translation>Wiederholungspuffer</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Save Replay</source>
        <translation>Wiederholung sichern</translation>
    </message>
    <message>
        <source>Make a file of the last seconds (F4)</source>
        <translation>Eine Datei aus den letzten Sekunden machen (F4)</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message numerus="yes">
        <source>The replay buffer holds the last %n second(s) (%1). Click to stop it.</source>
        <translation>
            <numerusform>Der Wiederholungspuffer hält die letzte %n Sekunde (%1). Ein Klick stoppt ihn.</numerusform>
            <numerusform>Der Wiederholungspuffer hält die letzten %n Sekunden (%1). Ein Klick stoppt ihn.</numerusform>
        </translation>
    </message>
    <message>
        <source>Replay buffer: keeps the last seconds in memory, to be saved afterwards (Shift+F4)</source>
        <translation>Wiederholungspuffer: hält die letzten Sekunden im Speicher, um sie hinterher zu sichern (Umschalt+F4)</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiederholung</translation>
    </message>
</context>
<context>
    <name>reelout::ReplaySaver</name>
    <message>
        <source>%1: the replay has %2 MB, the disk only %3 MB left. Make room and save again: the buffer goes on.</source>
        <translation>%1: Die Wiederholung hat %2 MB, auf dem Datenträger sind nur noch %3 MB frei. Platz schaffen und noch einmal sichern: Der Puffer läuft weiter.</translation>
    </message>
    <message>
        <source>The replay has %1 of %2 seconds: more did not fit into Replay Memory.</source>
        <translation>Die Wiederholung hat %1 von %2 Sekunden: Mehr passte nicht in den Speicher der Wiederholung.</translation>
    </message>
</context>
<context>
    <name>reelout::ReplaySink</name>
    <message>
        <source>The replay buffer holds nothing yet. Wait a moment and save again.</source>
        <translation>Der Wiederholungspuffer hält noch nichts. Einen Augenblick warten und noch einmal sichern.</translation>
    </message>
</context>
<context>
    <name>reelout::ReportWindow</name>
    <message>
        <source>Recordings of This Session</source>
        <translation>Aufnahmen dieser Sitzung</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>Show in &amp;Folder</source>
        <translation>Im Ordner &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Copy Report</source>
        <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
        <source>Nothing has been recorded yet.</source>
        <translation>Es wurde noch nichts aufgenommen.</translation>
    </message>
</context>
<context>
    <name>reelout::Schedule</name>
    <message>
        <source>&quot;%1&quot; is no time of day: write 14:00 or 14:00:30.</source>
        <translation>„%1“ ist keine Uhrzeit: 14:00 oder 14:00:30 schreiben.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no day: write daily, once, or days as mon,wed,fri.</source>
        <translation>„%1“ ist kein Tag: daily, once oder Tage wie mon,wed,fri schreiben.</translation>
    </message>
</context>
<context>
    <name>reelout::ScheduleRunner</name>
    <message>
        <source>The recording of %1 begins late: the computer slept or the program was not running.</source>
        <translation>Die Aufnahme von %1 beginnt verspätet: Der Computer schlief, oder das Programm lief nicht.</translation>
    </message>
    <message>
        <source>The recording of %1 was missed: the computer slept or the program was not running.</source>
        <translation>Die Aufnahme von %1 wurde verpasst: Der Computer schlief, oder das Programm lief nicht.</translation>
    </message>
</context>
<context>
    <name>reelout::ScriptPanel</name>
    <message>
        <source>What scripts print</source>
        <translation>Was Skripte ausgeben</translation>
    </message>
    <message>
        <source>Script line</source>
        <translation>Skriptzeile</translation>
    </message>
    <message>
        <source>op(&apos;moviefileout1&apos;).par.record = 1</source>
        <translation>op(&apos;moviefileout1&apos;).par.record = 1</translation>
    </message>
    <message>
        <source>Run File…</source>
        <translation>Datei ausführen …</translation>
    </message>
    <message>
        <source>Runs a script from a file (.js)</source>
        <translation>Führt ein Skript aus einer Datei aus (.js)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Ends the script that runs, and forgets its callbacks and what it has put off</source>
        <translation>Beendet das laufende Skript und vergisst seine Rückrufe und was es aufgeschoben hat</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Stop ●</source>
        <translation>Stoppen ●</translation>
    </message>
    <message>
        <source>Stop the script that runs</source>
        <translation>Das laufende Skript stoppen</translation>
    </message>
    <message>
        <source>Stop scripts</source>
        <translation>Skripte stoppen</translation>
    </message>
    <message>
        <source>Run Script</source>
        <translation>Skript ausführen</translation>
    </message>
    <message>
        <source>Scripts (*.js);;All files (*)</source>
        <translation>Skripte (*.js);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Answers and errors of the lines that were run, the newest last</source>
        <translation>Antworten und Fehler der ausgeführten Zeilen, die neuesten zuletzt</translation>
    </message>
    <message>
        <source>Enter runs it, the arrow keys bring back older lines</source>
        <translation>Die Eingabetaste führt sie aus, die Pfeiltasten holen ältere Zeilen zurück</translation>
    </message>
    <message>
        <source>Empties what scripts have printed</source>
        <translation>Leert, was Skripte ausgegeben haben</translation>
    </message>
</context>
<context>
    <name>reelout::ScriptRunner</name>
    <message>
        <source>The script does not let itself be stopped. It is left to itself, and the next one begins anew.</source>
        <translation>Das Skript lässt sich nicht stoppen. Es bleibt sich selbst überlassen, und das nächste beginnt von vorn.</translation>
    </message>
    <message>
        <source>console</source>
        <translation>Konsole</translation>
    </message>
</context>
<context>
    <name>reelout::SequenceBlock</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Remove this block</source>
        <translation>Diesen Block entfernen</translation>
    </message>
    <message>
        <source>Drag to move this block, or press Alt+Up or Alt+Down in it</source>
        <translation>Ziehen, um diesen Block zu verschieben, oder darin Alt+Auf oder Alt+Ab drücken</translation>
    </message>
    <message>
        <source>%1 %2, %3</source>
        <translation>%1 %2, %3</translation>
    </message>
    <message>
        <source>Remove %1 %2</source>
        <translation>%1 %2 entfernen</translation>
    </message>
</context>
<context>
    <name>reelout::SequenceEditor</name>
    <message>
        <source>Add block</source>
        <translation>Block hinzufügen</translation>
    </message>
</context>
<context>
    <name>reelout::SleepInhibitor</name>
    <message>
        <source>A recording is running.</source>
        <translation>Eine Aufnahme läuft.</translation>
    </message>
    <message>
        <source>The computer may go to sleep while it records: %1</source>
        <translation>Der Computer könnte während der Aufnahme einschlafen: %1</translation>
    </message>
</context>
<context>
    <name>reelout::SourceSpecs</name>
    <message>
        <source>%1 makes no pictures.</source>
        <translation>%1 liefert keine Bilder.</translation>
    </message>
    <message>
        <source>%1 makes no sound.</source>
        <translation>%1 liefert keinen Ton.</translation>
    </message>
    <message>
        <source>%1 is switched off. Switch it on in its menu in the list.</source>
        <translation>%1 ist ausgeschaltet. In seinem Menü in der Liste einschalten.</translation>
    </message>
    <message>
        <source>%1 has no file yet: choose one as File, or drop one there.</source>
        <translation>%1 hat noch keine Datei: bei Datei eine wählen oder dort ablegen.</translation>
    </message>
    <message>
        <source>Nothing is wired to %1. Drag a source onto it in the list of operators.</source>
        <translation>Mit %1 ist nichts verbunden. In der Liste der Operatoren eine Quelle darauf ziehen.</translation>
    </message>
    <message>
        <source>Movie of %1: there is no Movie File In called &quot;%2&quot;.</source>
        <translation>Film von %1: Es gibt kein „Filmdatei“ namens „%2“.</translation>
    </message>
    <message>
        <source>%1: “%2” is no size. Write it as 1280x720.</source>
        <translation>%1: „%2“ ist keine Größe. Als 1280x720 schreiben.</translation>
    </message>
</context>
<context>
    <name>reelout::TableEditor</name>
    <message>
        <source>Cells of the table</source>
        <translation>Zellen der Tabelle</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Start As</source>
        <translation>Beginnen als</translation>
    </message>
    <message>
        <source>Start the table as</source>
        <translation>Die Tabelle beginnen als</translation>
    </message>
    <message>
        <source>Fill an empty table with the usual rows</source>
        <translation>Eine leere Tabelle mit den üblichen Zeilen füllen</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>Laden …</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Remove Rows</source>
        <translation>Zeilen entfernen</translation>
    </message>
    <message>
        <source>Remove Columns</source>
        <translation>Spalten entfernen</translation>
    </message>
    <message>
        <source>Clear Cells</source>
        <translation>Zellen leeren</translation>
    </message>
    <message>
        <source>Header of a File (key, value)</source>
        <translation>Metadaten einer Datei (key, value)</translation>
    </message>
    <message>
        <source>Exports (path, parameter, value, enable)</source>
        <translation>Exporte (path, parameter, value, enable)</translation>
    </message>
    <message>
        <source>empty: type, paste cells or load a file</source>
        <translation>leer: tippen, Zellen einfügen oder eine Datei laden</translation>
    </message>
    <message>
        <source>%1 × %2 cells</source>
        <translation>%1 × %2 Zellen</translation>
    </message>
    <message>
        <source>rows × columns</source>
        <translation>Zeilen × Spalten</translation>
    </message>
    <message>
        <source>Load Table</source>
        <translation>Tabelle laden</translation>
    </message>
    <message>
        <source>Tables (*.tsv *.csv *.txt);;All files (*)</source>
        <translation>Tabellen (*.tsv *.csv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save Table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Tab-separated (*.tsv);;Comma-separated (*.csv)</source>
        <translation>Durch Tabulatoren getrennt (*.tsv);;Durch Kommas getrennt (*.csv)</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
</context>
<context>
    <name>reelout::TableModel</name>
    <message>
        <source>A table has at most %1 rows and %2 cells.</source>
        <translation>Eine Tabelle hat höchstens %1 Zeilen und %2 Zellen.</translation>
    </message>
</context>
<context>
    <name>reelout::Take</name>
    <message>
        <source>If this recording is interrupted, the next start will not offer to finish it: %1</source>
        <translation>Wird diese Aufnahme unterbrochen, bietet der nächste Start nicht an, sie fertigzustellen: %1</translation>
    </message>
    <message>
        <source>%1 of Additional Input TOP shows no picture.</source>
        <translation>%1 in Weitere Eingangs-TOPs zeigt kein Bild.</translation>
    </message>
    <message>
        <source>%1 ended after %2 pictures; its last one stands for the rest.</source>
        <translation>%1 endete nach %2 Bildern; das letzte steht für den Rest.</translation>
    </message>
    <message>
        <source>%1 has %2 × %3 pixels and %4 has %5 × %6: one file needs one size. Set Output Resolution to Custom Resolution to bring both to it.</source>
        <translation>%1 hat %2 × %3 Pixel und %4 hat %5 × %6: Eine Datei braucht eine Größe. Ausgabeauflösung auf Eigene Auflösung stellen, um beide darauf zu bringen.</translation>
    </message>
    <message>
        <source>Together the sources were louder than full scale: in places the mix was turned down, by %1 dB at most.</source>
        <translation>Zusammen waren die Quellen lauter als Vollaussteuerung: Stellenweise wurde die Mischung leiser gemacht, um höchstens %1 dB.</translation>
    </message>
    <message>
        <source>The disk was too slow: %1 pictures at the end are missing.</source>
        <translation>Der Datenträger war zu langsam: %1 Bilder am Ende fehlen.</translation>
    </message>
    <message>
        <source>The encoder was too slow: the last picture stands for %1 frames at the end.</source>
        <translation>Der Encoder war zu langsam: Das letzte Bild steht am Ende für %1 Bilder.</translation>
    </message>
    <message>
        <source>The source of %1 shows no picture.</source>
        <translation>Die Quelle von %1 zeigt kein Bild.</translation>
    </message>
    <message>
        <source>%1 was not made: stills are asked for faster than they are written.</source>
        <translation>%1 wurde nicht gemacht: Standbilder werden schneller verlangt als geschrieben.</translation>
    </message>
    <message>
        <source>No signal from %1 for 5 seconds.</source>
        <translation>Seit 5 Sekunden kein Signal von %1.</translation>
    </message>
    <message>
        <source>The computer slept for %1 seconds, which are not in the recording.</source>
        <translation>Der Computer schlief %1 Sekunden, die nicht in der Aufnahme sind.</translation>
    </message>
    <message>
        <source>The disk of %1 will be full in about %2 seconds at %3 MB/s.</source>
        <translation>Der Datenträger von %1 ist bei %3 MB/s in etwa %2 Sekunden voll.</translation>
    </message>
    <message>
        <source>%1 has room for a few seconds more; the recording was ended so that its file could be finished.</source>
        <translation>%1 hat nur noch Platz für ein paar Sekunden; die Aufnahme wurde beendet, damit ihre Datei fertiggestellt werden konnte.</translation>
    </message>
    <message>
        <source>The encoder or the disk did not answer; %1 is not complete.</source>
        <translation>Der Encoder oder der Datenträger hat nicht geantwortet; %1 ist nicht vollständig.</translation>
    </message>
    <message>
        <source>Nothing was recorded, so no file was made.</source>
        <translation>Es wurde nichts aufgenommen, darum entstand keine Datei.</translation>
    </message>
    <message>
        <source>Marker %1</source>
        <translation>Marke %1</translation>
    </message>
    <message>
        <source>The next file could not be begun, the recording goes on in %1. %2</source>
        <translation>Die nächste Datei konnte nicht begonnen werden, die Aufnahme geht in %1 weiter. %2</translation>
    </message>
</context>
<context>
    <name>reelout::TakeFigures</name>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>Every Frame: how far it is, and the time left at this speed</source>
        <translation>Jedes Bild: wie weit es ist, und die Zeit, die es so noch braucht</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Frames written to the file</source>
        <translation>Bilder, die in die Datei geschrieben wurden</translation>
    </message>
    <message>
        <source>repeated</source>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>Frames that show the picture before again</source>
        <translation>Bilder, die das vorige noch einmal zeigen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size of the file so far</source>
        <translation>Bisherige Größe der Datei</translation>
    </message>
    <message>
        <source>disk left</source>
        <translation>noch frei</translation>
    </message>
    <message>
        <source>Room on the disk; as time at this rate while recording</source>
        <translation>Platz auf dem Datenträger; während der Aufnahme als Zeit bei dieser Rate</translation>
    </message>
    <message>
        <source>Pictures that are not in the file</source>
        <translation>Bilder, die nicht in der Datei sind</translation>
    </message>
    <message>
        <source>busy encoder</source>
        <translation>beschäftigter Encoder</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>Share of a frame&apos;s time that encoding it takes; from 100 % on frames are repeated</source>
        <translation>Anteil der Zeit eines Bildes, den sein Kodieren braucht; ab 100 % werden Bilder wiederholt</translation>
    </message>
    <message>
        <source>too slow</source>
        <translation>zu langsam</translation>
    </message>
    <message>
        <source>per second</source>
        <translation>pro Sekunde</translation>
    </message>
    <message>
        <source>What is written each second</source>
        <translation>Was jede Sekunde geschrieben wird</translation>
    </message>
    <message>
        <source>disk nearly full</source>
        <translation>fast voll</translation>
    </message>
    <message>
        <source>A/V</source>
        <translation>A/V</translation>
    </message>
    <message>
        <source>Sound against picture: with a plus it is later</source>
        <translation>Ton gegen Bild: mit Plus kommt er später</translation>
    </message>
    <message>
        <source>out of sync</source>
        <translation>nicht synchron</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 MB/s</source>
        <translation>%1 MB/s</translation>
    </message>
    <message>
        <source>%1%2 ms</source>
        <translation>%1%2 ms</translation>
    </message>
    <message>
        <source>The figures that have no room beside the others</source>
        <translation>Die Zahlen, die neben den anderen keinen Platz haben</translation>
    </message>
    <message numerus="yes">
        <source>%n more figures</source>
        <translation>
            <numerusform>%n weitere Zahl</numerusform>
            <numerusform>%n weitere Zahlen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>reelout::TextEditor</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>No suggestions</source>
        <translation>Keine Vorschläge</translation>
    </message>
    <message>
        <source>All Channels</source>
        <translation>Alle Kanäle</translation>
    </message>
</context>
<context>
    <name>reelout::TransportBar</name>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Add Frame</source>
        <translation>Bild hinzufügen</translation>
    </message>
    <message>
        <source>Recorded time</source>
        <translation>Aufgenommene Zeit</translation>
    </message>
    <message>
        <source>State of the recorder</source>
        <translation>Zustand des Rekorders</translation>
    </message>
    <message>
        <source>No recorder</source>
        <translation>Kein Rekorder</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Stop and finish the file (F9)</source>
        <translation>Stoppen und die Datei fertigstellen (F9)</translation>
    </message>
    <message>
        <source>Record (F9)</source>
        <translation>Aufnehmen (F9)</translation>
    </message>
    <message>
        <source>Begins in %1</source>
        <translation>Beginnt in %1</translation>
    </message>
    <message>
        <source>Not armed</source>
        <translation>Nicht scharf</translation>
    </message>
    <message>
        <source>Cancel the countdown</source>
        <translation>Den Countdown abbrechen</translation>
    </message>
    <message>
        <source>Cancel the countdown (F9)</source>
        <translation>Den Countdown abbrechen (F9)</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>Alle %1</translation>
    </message>
    <message numerus="yes">
        <source>%n recorders are armed</source>
        <translation>
            <numerusform>%n Rekorder ist scharf</numerusform>
            <numerusform>%n Rekorder sind scharf</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Pause (F10)</source>
        <translation>Pause (F10)</translation>
    </message>
    <message>
        <source>Add one frame while paused (F8)</source>
        <translation>In der Pause ein Bild hinzufügen (F8)</translation>
    </message>
    <message>
        <source>All armed recorders</source>
        <translation>Alle scharfen Rekorder</translation>
    </message>
    <message>
        <source>Record, Pause and Add Frame act on all armed recorders (those whose light is on).
With Shift the keys F8, F9 and F10 always do.</source>
        <translation>Aufnahme, Pause und Bild hinzufügen wirken auf alle scharfen Rekorder (deren Lampe an ist).
Mit Umschalt tun es die Tasten F8, F9 und F10 immer.</translation>
    </message>
    <message>
        <source>Countdown before a recording</source>
        <translation>Countdown vor einer Aufnahme</translation>
    </message>
    <message>
        <source>No Countdown</source>
        <translation>Kein Countdown</translation>
    </message>
    <message numerus="yes">
        <source>%n Seconds</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Recorder</source>
        <translation>Rekorder</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>Nicht bereit</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>Um %1</translation>
    </message>
    <message>
        <source>Countdown %1, records at %2</source>
        <translation>Countdown %1, nimmt um %2 auf</translation>
    </message>
    <message>
        <source>Records by itself at %1 (Preferences, Schedule)</source>
        <translation>Nimmt um %1 von selbst auf (Einstellungen, Zeitplan)</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Go on in another file, without a gap (F6)</source>
        <translation>In einer anderen Datei weitermachen, ohne Lücke (F6)</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Mark this moment: a chapter of the movie (F5)</source>
        <translation>Diesen Moment markieren: ein Kapitel des Films (F5)</translation>
    </message>
</context>
<context>
    <name>reelout::Tray</name>
    <message>
        <source>Show Window</source>
        <translation>Fenster zeigen</translation>
    </message>
    <message>
        <source>Stop Recording</source>
        <translation>Aufnahme stoppen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Reelout</source>
        <translation>Reelout</translation>
    </message>
    <message>
        <source>Reelout — recording</source>
        <translation>Reelout — nimmt auf</translation>
    </message>
    <message>
        <source>Reelout — ready</source>
        <translation>Reelout — bereit</translation>
    </message>
</context>
<context>
    <name>reelout::UndoActions</name>
    <message>
        <source>&amp;Undo %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
</context>
<context>
    <name>reelout::ViewActions</name>
    <message>
        <source>Use Input</source>
        <translation>Wie Eingang</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>Fit Horizontal</source>
        <translation>Auf Breite</translation>
    </message>
    <message>
        <source>Fit Vertical</source>
        <translation>Auf Höhe</translation>
    </message>
    <message>
        <source>Fit Best</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fit Outside</source>
        <translation>Ausfüllen</translation>
    </message>
    <message>
        <source>Native Resolution</source>
        <translation>Eigene Auflösung des Bildes</translation>
    </message>
    <message>
        <source>Nearest Pixel</source>
        <translation>Nächstes Pixel</translation>
    </message>
    <message>
        <source>Interpolate Pixels</source>
        <translation>Pixel interpolieren</translation>
    </message>
    <message>
        <source>Mipmap Pixels</source>
        <translation>Mipmap-Pixel</translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>&amp;Vorschau</translation>
    </message>
    <message>
        <source>Preview on or off; off costs nothing</source>
        <translation>Vorschau an oder aus; aus kostet nichts</translation>
    </message>
    <message>
        <source>&amp;Fit</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>&amp;One to One</source>
        <translation>Ein&amp;s zu eins</translation>
    </message>
    <message>
        <source>&amp;Two to One</source>
        <translation>&amp;Zwei zu eins</translation>
    </message>
    <message>
        <source>One to T&amp;wo</source>
        <translation>Eins &amp;zu zwei</translation>
    </message>
    <message>
        <source>Zoom &amp;In</source>
        <translation>&amp;Näher</translation>
    </message>
    <message>
        <source>Zoom O&amp;ut</source>
        <translation>&amp;Weiter weg</translation>
    </message>
    <message>
        <source>Look Left</source>
        <translation>Nach links sehen</translation>
    </message>
    <message>
        <source>Look Right</source>
        <translation>Nach rechts sehen</translation>
    </message>
    <message>
        <source>Look Up</source>
        <translation>Nach oben sehen</translation>
    </message>
    <message>
        <source>Look Down</source>
        <translation>Nach unten sehen</translation>
    </message>
    <message>
        <source>RGB &amp;over a Checker</source>
        <translation>RGB über &amp;Schachbrett</translation>
    </message>
    <message>
        <source>RGB &amp;without Alpha</source>
        <translation>RGB &amp;ohne Alpha</translation>
    </message>
    <message>
        <source>&amp;Red</source>
        <translation>&amp;Rot</translation>
    </message>
    <message>
        <source>&amp;Green</source>
        <translation>&amp;Grün</translation>
    </message>
    <message>
        <source>&amp;Blue</source>
        <translation>&amp;Blau</translation>
    </message>
    <message>
        <source>&amp;Alpha</source>
        <translation>&amp;Alpha</translation>
    </message>
    <message>
        <source>Half a Stop &amp;Brighter</source>
        <translation>Eine halbe Blende &amp;heller</translation>
    </message>
    <message>
        <source>Half a Stop &amp;Darker</source>
        <translation>Eine halbe Blende &amp;dunkler</translation>
    </message>
    <message>
        <source>A Tenth Brighter</source>
        <translation>Eine Zehntelblende heller</translation>
    </message>
    <message>
        <source>A Tenth Darker</source>
        <translation>Eine Zehntelblende dunkler</translation>
    </message>
    <message>
        <source>&amp;Exposure</source>
        <translation>&amp;Belichtung</translation>
    </message>
    <message>
        <source>Exposure of the view off, and back</source>
        <translation>Belichtung der Ansicht aus, und zurück</translation>
    </message>
    <message>
        <source>&amp;Action Safe (93 %)</source>
        <translation>&amp;Aktionsbereich (93 %)</translation>
    </message>
    <message>
        <source>&amp;Title Safe (90 %)</source>
        <translation>&amp;Titelbereich (90 %)</translation>
    </message>
    <message>
        <source>&amp;4:3</source>
        <translation>&amp;4:3</translation>
    </message>
    <message>
        <source>&amp;9:16</source>
        <translation>&amp;9:16</translation>
    </message>
    <message>
        <source>&amp;1:1</source>
        <translation>&amp;1:1</translation>
    </message>
    <message>
        <source>T&amp;hirds</source>
        <translation>&amp;Drittel</translation>
    </message>
    <message>
        <source>&amp;Fine Grid</source>
        <translation>&amp;Feines Raster</translation>
    </message>
    <message>
        <source>&amp;Centre Cross</source>
        <translation>&amp;Mittelkreuz</translation>
    </message>
    <message>
        <source>Pixel to the Left</source>
        <translation>Pixel links davon</translation>
    </message>
    <message>
        <source>Pixel to the Right</source>
        <translation>Pixel rechts davon</translation>
    </message>
    <message>
        <source>Pixel Above</source>
        <translation>Pixel darüber</translation>
    </message>
    <message>
        <source>Pixel Below</source>
        <translation>Pixel darunter</translation>
    </message>
    <message>
        <source>&amp;Unpin the Pixel</source>
        <translation>Pixel &amp;loslassen</translation>
    </message>
    <message>
        <source>A&amp;fter the Picture Path</source>
        <translation>&amp;Nach dem Bildweg</translation>
    </message>
    <message>
        <source>What is written in place of what comes in: after resampling, channel mask and Pixel Format</source>
        <translation>Was geschrieben wird statt dessen, was ankommt: nach Umrechnen, Kanalmaske und Pixelformat</translation>
    </message>
    <message>
        <source>Full &amp;Screen</source>
        <translation>&amp;Ganzer Bildschirm</translation>
    </message>
    <message>
        <source>The picture alone on the full screen; Escape leaves it</source>
        <translation>Das Bild allein auf dem ganzen Bildschirm; Escape verlässt ihn</translation>
    </message>
    <message>
        <source>Sa&amp;ve Picture</source>
        <translation>Bild spei&amp;chern</translation>
    </message>
    <message>
        <source>Save the whole picture as a still, in its own depth</source>
        <translation>Das ganze Bild als Standbild speichern, in seiner eigenen Farbtiefe</translation>
    </message>
    <message>
        <source>Save &amp;What Is Seen</source>
        <translation>&amp;Ansicht speichern</translation>
    </message>
    <message>
        <source>Save what is seen, with zoom, exposure and guides</source>
        <translation>Speichern, was zu sehen ist, mit Zoom, Belichtung und Hilfslinien</translation>
    </message>
    <message>
        <source>&amp;Copy Picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>%1 (%2 × %3)</source>
        <translation>%1 (%2 × %3)</translation>
    </message>
    <message>
        <source>Fill &amp;Viewer</source>
        <translation>Ansicht &amp;füllen</translation>
    </message>
    <message>
        <source>Viewer S&amp;moothness</source>
        <translation>&amp;Glättung der Ansicht</translation>
    </message>
    <message>
        <source>Full Screen o&amp;n</source>
        <translation>Ganzer Bildschirm a&amp;uf</translation>
    </message>
    <message>
        <source>&amp;Zoom</source>
        <translation>&amp;Zoom</translation>
    </message>
    <message>
        <source>&amp;Look Around</source>
        <translation>&amp;Umsehen</translation>
    </message>
    <message>
        <source>C&amp;hannels</source>
        <translation>&amp;Kanäle</translation>
    </message>
    <message>
        <source>&amp;Guides</source>
        <translation>&amp;Hilfslinien</translation>
    </message>
    <message>
        <source>Pi&amp;xel Values</source>
        <translation>Pi&amp;xelwerte</translation>
    </message>
</context>
<context>
    <name>reelout::ViewportHeader</name>
    <message>
        <source>Facts about the picture</source>
        <translation>Angaben zum Bild</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Zoom: the wheel, + and −; 0 fits, 1 is one to one</source>
        <translation>Zoom: das Rad, + und −; 0 passt ein, 1 ist eins zu eins</translation>
    </message>
    <message>
        <source>   %1 fps</source>
        <translation>   %1 fps</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>stretched</source>
        <translation>gestreckt</translation>
    </message>
    <message>
        <source>fitted, %1</source>
        <translation>eingepasst, %1</translation>
    </message>
</context>
<context>
    <name>reelout::ViewportPanel</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>the preview is switched off</source>
        <translation>die Vorschau ist ausgeschaltet</translation>
    </message>
    <message>
        <source>nothing is selected</source>
        <translation>nichts ist gewählt</translation>
    </message>
    <message>
        <source>Waiting for the first picture…</source>
        <translation>Wartet auf das erste Bild …</translation>
    </message>
    <message>
        <source>No picture: %1</source>
        <translation>Kein Bild: %1</translation>
    </message>
    <message>
        <source>There is no picture to save.</source>
        <translation>Es gibt kein Bild, das gespeichert werden könnte.</translation>
    </message>
    <message>
        <source>Pictures are asked for faster than they are written. Try again in a moment.</source>
        <translation>Bilder werden schneller verlangt als geschrieben. Gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>There is no picture to copy.</source>
        <translation>Es gibt kein Bild, das kopiert werden könnte.</translation>
    </message>
    <message>
        <source>Copied the picture, %1 × %2 pixels</source>
        <translation>Bild kopiert, %1 × %2 Pixel</translation>
    </message>
</context>
<context>
    <name>reelout::ViewportTools</name>
    <message>
        <source>Values of the pixel</source>
        <translation>Werte des Pixels</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Channels: R, G, B and A show one, or all again</source>
        <translation>Kanäle: R, G, B und A zeigen einen, oder wieder alle</translation>
    </message>
    <message>
        <source>Exposure in stops</source>
        <translation>Belichtung in Blenden</translation>
    </message>
    <message>
        <source>Exposure of the view in stops (Page Up, Page Down). Never changes the file</source>
        <translation>Belichtung der Ansicht in Blenden (Bild auf, Bild ab). Ändert nie die Datei</translation>
    </message>
    <message>
        <source>Guides</source>
        <translation>Hilfslinien</translation>
    </message>
    <message>
        <source>Safe areas, ratios and grid over the picture</source>
        <translation>Sichere Bereiche, Seitenverhältnisse und Raster über dem Bild</translation>
    </message>
</context>
<context>
    <name>reelout::WindowDrops</name>
    <message>
        <source>Not a project, preset, movie, picture or sound: %1. A folder can be dropped on the parameter File.</source>
        <translation>Kein Projekt, keine Vorlage, kein Film, Bild oder Ton: %1. Ein Ordner lässt sich auf den Parameter Datei ablegen.</translation>
    </message>
</context>
<context>
    <name>reelout::WindowPicker</name>
    <message>
        <source>Pick a Window</source>
        <translation>Ein Fenster wählen</translation>
    </message>
    <message>
        <source>Search by title or application</source>
        <translation>Nach Titel oder Anwendung suchen</translation>
    </message>
    <message>
        <source>Search windows</source>
        <translation>Fenster suchen</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Looking for windows…</source>
        <translation>Fenster werden gesucht …</translation>
    </message>
    <message>
        <source>&amp;Click on a Window…</source>
        <translation>Ein Fenster an&amp;klicken …</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>No window is open.</source>
        <translation>Kein Fenster ist offen.</translation>
    </message>
    <message>
        <source>Arrow keys choose a window, Enter takes it</source>
        <translation>Die Pfeiltasten wählen ein Fenster, die Eingabetaste übernimmt es</translation>
    </message>
</context>
<context>
    <name>reelout::WindowTool</name>
    <message>
        <source>Click a window, or Tab and Enter. Escape leaves everything as it was.</source>
        <translation>Ein Fenster anklicken, oder Tabulator und Eingabe. Escape lässt alles, wie es war.</translation>
    </message>
</context>
<context>
    <name>reelout::codec</name>
    <message>
        <source>This FFmpeg was built without the encoder %1.</source>
        <translation>Dieses FFmpeg wurde ohne den Encoder %1 gebaut.</translation>
    </message>
    <message>
        <source>It was not looked for yet.</source>
        <translation>Danach wurde noch nicht gesucht.</translation>
    </message>
    <message>
        <source>It is being looked for.</source>
        <translation>Danach wird gerade gesucht.</translation>
    </message>
    <message>
        <source>There is no software encoder of %1.</source>
        <translation>Es gibt keinen Software-Encoder für %1.</translation>
    </message>
    <message>
        <source>%1 did not start, so the software encoder %2 records instead. %3</source>
        <translation>%1 ist nicht gestartet, darum nimmt der Software-Encoder %2 auf. %3</translation>
    </message>
    <message>
        <source>YUV 4:2:0, 8 bit</source>
        <translation>YUV 4:2:0, 8 Bit</translation>
    </message>
    <message>
        <source>YUV 4:2:0, 10 bit</source>
        <translation>YUV 4:2:0, 10 Bit</translation>
    </message>
    <message>
        <source>YUV 4:2:0, 12 bit</source>
        <translation>YUV 4:2:0, 12 Bit</translation>
    </message>
    <message>
        <source>YUV 4:2:2, 8 bit</source>
        <translation>YUV 4:2:2, 8 Bit</translation>
    </message>
    <message>
        <source>YUV 4:2:2, 10 bit</source>
        <translation>YUV 4:2:2, 10 Bit</translation>
    </message>
    <message>
        <source>YUV 4:2:2, 12 bit</source>
        <translation>YUV 4:2:2, 12 Bit</translation>
    </message>
    <message>
        <source>YUV 4:4:4, 8 bit</source>
        <translation>YUV 4:4:4, 8 Bit</translation>
    </message>
    <message>
        <source>YUV 4:4:4, 10 bit</source>
        <translation>YUV 4:4:4, 10 Bit</translation>
    </message>
    <message>
        <source>YUV 4:4:4, 12 bit</source>
        <translation>YUV 4:4:4, 12 Bit</translation>
    </message>
    <message>
        <source>YUV 4:2:0 with alpha, 8 bit</source>
        <translation>YUV 4:2:0 mit Alpha, 8 Bit</translation>
    </message>
    <message>
        <source>YUV 4:4:4 with alpha, 10 bit</source>
        <translation>YUV 4:4:4 mit Alpha, 10 Bit</translation>
    </message>
    <message>
        <source>RGB</source>
        <translation>RGB</translation>
    </message>
    <message>
        <source>RGBA</source>
        <translation>RGBA</translation>
    </message>
    <message>
        <source>RGB, 16 bit</source>
        <translation>RGB, 16 Bit</translation>
    </message>
    <message>
        <source>RGBA, 16 bit</source>
        <translation>RGBA, 16 Bit</translation>
    </message>
    <message>
        <source>Grey, 8 bit</source>
        <translation>Grau, 8 Bit</translation>
    </message>
    <message>
        <source>Grey, 16 bit</source>
        <translation>Grau, 16 Bit</translation>
    </message>
    <message>
        <source>256 colours</source>
        <translation>256 Farben</translation>
    </message>
    <message>
        <source>255 colours and transparent</source>
        <translation>255 Farben und durchsichtig</translation>
    </message>
    <message>
        <source>There is no encoder for it that others may use.</source>
        <translation>Es gibt dafür keinen Encoder, den andere verwenden dürfen.</translation>
    </message>
    <message>
        <source>%1 knows no &quot;%2&quot;; it can be %3</source>
        <translation>%1 kennt „%2“ nicht; möglich ist %3</translation>
    </message>
    <message>
        <source>%1 is %2; it must be between %3 and %4</source>
        <translation>%1 ist %2; es muss zwischen %3 und %4 liegen</translation>
    </message>
    <message>
        <source>The picture has no size.</source>
        <translation>Das Bild hat keine Größe.</translation>
    </message>
    <message>
        <source>The picture is %1x%2; this codec holds at most %3 pixels a side</source>
        <translation>Das Bild ist %1x%2; dieser Codec fasst höchstens %3 Pixel pro Seite</translation>
    </message>
    <message>
        <source>A GIF counts hundredths of a second: at most 100 frames a second, not %1</source>
        <translation>Ein GIF zählt Hundertstelsekunden: höchstens 100 Bilder pro Sekunde, nicht %1</translation>
    </message>
    <message>
        <source>A metadata key is empty.</source>
        <translation>Ein Metadaten-Schlüssel ist leer.</translation>
    </message>
    <message>
        <source>The metadata key &quot;%1&quot; is written by the program itself</source>
        <translation>Den Metadaten-Schlüssel „%1“ schreibt das Programm selbst</translation>
    </message>
    <message>
        <source>There is no audio codec &quot;%1&quot;; there is %2</source>
        <translation>Es gibt keinen Audio-Codec „%1“; es gibt %2</translation>
    </message>
    <message>
        <source>Audio codec %1: %2 Usable: %3</source>
        <translation>Audio-Codec %1: %2 Verwendbar: %3</translation>
    </message>
    <message>
        <source>.%1 can&apos;t hold %2; %3 can. .%1 holds the audio codecs: %4</source>
        <translation>.%1 kann %2 nicht aufnehmen; %3 kann es. .%1 nimmt diese Audio-Codecs auf: %4</translation>
    </message>
    <message>
        <source>%1 holds 1 to %2 channels, not %3</source>
        <translation>%1 nimmt 1 bis %2 Kanäle auf, nicht %3</translation>
    </message>
    <message>
        <source>%1 Hz is no sample rate</source>
        <translation>%1 Hz ist keine Abtastrate</translation>
    </message>
    <message>
        <source>%1 has no sample rate of %2 Hz; it has %3</source>
        <translation>%1 hat keine Abtastrate von %2 Hz; es hat %3</translation>
    </message>
    <message>
        <source>Most programs show a GIF of more than 50 frames a second too slowly.</source>
        <translation>Die meisten Programme zeigen ein GIF mit mehr als 50 Bildern pro Sekunde zu langsam.</translation>
    </message>
    <message>
        <source>Some players, mpv among them, know DNxHR in .mov only, not in .mkv.</source>
        <translation>Manche Player, darunter mpv, kennen DNxHR nur in .mov, nicht in .mkv.</translation>
    </message>
    <message>
        <source>The picture of %1x%2 is padded to %3x%4, which the codec needs; .%5 has no way to say so.</source>
        <translation>Das Bild von %1x%2 wird auf %3x%4 aufgefüllt, die der Codec braucht; .%5 kann das nicht vermerken.</translation>
    </message>
    <message>
        <source>There is no video codec &quot;%1&quot;; there is %2</source>
        <translation>Es gibt keinen Video-Codec „%1“; es gibt %2</translation>
    </message>
    <message>
        <source>%1 has no type &quot;%2&quot;; it has %3</source>
        <translation>%1 hat keinen Typ „%2“; es hat %3</translation>
    </message>
    <message>
        <source>Video codec %1: %2 Usable: %3</source>
        <translation>Video-Codec %1: %2 Verwendbar: %3</translation>
    </message>
    <message>
        <source>%1 has no pixel format &quot;%2&quot;; it has %3</source>
        <translation>%1 hat kein Pixelformat „%2“; es hat %3</translation>
    </message>
    <message>
        <source>.%1 can&apos;t hold %2; %3 can</source>
        <translation>.%1 kann %2 nicht aufnehmen; %3 kann es</translation>
    </message>
    <message>
        <source>The sound tracks of a movie have one sample rate.</source>
        <translation>Die Tonspuren eines Films haben eine gemeinsame Abtastrate.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be lossless; choose a software encoder, or another preset</source>
        <translation>%1 kann nicht verlustfrei sein; einen Software-Encoder oder eine andere Voreinstellung wählen</translation>
    </message>
    <message>
        <source>%1 can&apos;t hold a constant rate; choose a variable rate</source>
        <translation>%1 kann keine konstante Rate halten; eine variable Rate wählen</translation>
    </message>
    <message>
        <source>%1 has no sound.</source>
        <translation>%1 hat keinen Ton.</translation>
    </message>
    <message>
        <source>%1 can&apos;t cut frames into slices.</source>
        <translation>%1 kann Bilder nicht in Scheiben schneiden.</translation>
    </message>
    <message>
        <source>%1 chooses the precision of motion itself.</source>
        <translation>%1 wählt die Genauigkeit der Bewegung selbst.</translation>
    </message>
    <message>
        <source>%1 works without B-frames.</source>
        <translation>%1 arbeitet ohne B-Bilder.</translation>
    </message>
    <message>
        <source>%1 has no presets.</source>
        <translation>%1 hat keine Voreinstellungen.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be told that.</source>
        <translation>%1 lässt sich das nicht sagen.</translation>
    </message>
    <message>
        <source>%1 has no effect: %2</source>
        <translation>%1 hat keine Wirkung: %2</translation>
    </message>
    <message>
        <source>SVT-AV1 can&apos;t be lossless; choose the type libaom, or another preset</source>
        <translation>SVT-AV1 kann nicht verlustfrei sein; den Typ libaom oder eine andere Voreinstellung wählen</translation>
    </message>
    <message>
        <source>SVT-AV1 can&apos;t hold a constant rate; choose the type libaom, or a variable rate</source>
        <translation>SVT-AV1 kann keine konstante Rate halten; den Typ libaom oder eine variable Rate wählen</translation>
    </message>
    <message>
        <source>%1 always goes to half pixels; set %2 to %3</source>
        <translation>%1 rechnet immer auf halbe Pixel; %2 auf %3 stellen</translation>
    </message>
    <message>
        <source>The profile %1 can&apos;t be lossless; set %2 to %3, or choose another preset</source>
        <translation>Das Profil %1 kann nicht verlustfrei sein; %2 auf %3 stellen oder eine andere Voreinstellung wählen</translation>
    </message>
    <message>
        <source>The profile %1 holds only “%2”, not “%3”; set %4 to %5, or %6 to “%2”</source>
        <translation>Das Profil %1 nimmt nur „%2“ auf, nicht „%3“; %4 auf %5 oder %6 auf „%2“ stellen</translation>
    </message>
    <message>
        <source>The profile %1 has no CABAC; set %2 to %3 or %4</source>
        <translation>Das Profil %1 hat kein CABAC; %2 auf %3 oder %4 stellen</translation>
    </message>
</context>
<context>
    <name>reelout::describe</name>
    <message>
        <source>Choose another name, or turn Unique Suffix on.</source>
        <translation>Einen anderen Namen wählen oder Eindeutige Nummer einschalten.</translation>
    </message>
    <message>
        <source>Choose a folder you can write to.</source>
        <translation>Einen Ordner wählen, in den geschrieben werden darf.</translation>
    </message>
    <message>
        <source>Free some space or choose another disk.</source>
        <translation>Platz schaffen oder einen anderen Datenträger wählen.</translation>
    </message>
    <message>
        <source>Choose another disk, or record in shorter pieces.</source>
        <translation>Einen anderen Datenträger wählen oder in kürzeren Stücken aufnehmen.</translation>
    </message>
    <message>
        <source>Start the program in a graphical session, or set DISPLAY.</source>
        <translation>Das Programm in einer grafischen Sitzung starten oder DISPLAY setzen.</translation>
    </message>
    <message>
        <source>Start PulseAudio or PipeWire, or record without sound.</source>
        <translation>PulseAudio oder PipeWire starten oder ohne Ton aufnehmen.</translation>
    </message>
    <message>
        <source>Connect it again; it is taken back by itself.</source>
        <translation>Wieder anschließen; es wird von selbst wieder genommen.</translation>
    </message>
    <message>
        <source>Please report it with the log.</source>
        <translation>Bitte mit dem Protokoll melden.</translation>
    </message>
    <message>
        <source>There is no such thing</source>
        <translation>Das gibt es nicht</translation>
    </message>
    <message>
        <source>The file exists already and is not overwritten</source>
        <translation>Die Datei gibt es schon; sie wird nicht überschrieben</translation>
    </message>
    <message>
        <source>That is not allowed</source>
        <translation>Das ist nicht erlaubt</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Der Datenträger ist voll</translation>
    </message>
    <message>
        <source>The file is larger than this disk allows</source>
        <translation>Die Datei ist größer, als dieser Datenträger erlaubt</translation>
    </message>
    <message>
        <source>Reading or writing failed</source>
        <translation>Lesen oder Schreiben ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>This can&apos;t be done</source>
        <translation>Das geht nicht</translation>
    </message>
    <message>
        <source>There is no display to capture</source>
        <translation>Es gibt keinen Bildschirm, der aufgenommen werden könnte</translation>
    </message>
    <message>
        <source>There is no sound server</source>
        <translation>Es gibt keinen Tonserver</translation>
    </message>
    <message>
        <source>A device has gone</source>
        <translation>Ein Gerät ist verschwunden</translation>
    </message>
    <message>
        <source>The encoder refused these settings</source>
        <translation>Der Encoder hat diese Einstellungen abgelehnt</translation>
    </message>
    <message>
        <source>A setting is not valid</source>
        <translation>Eine Einstellung ist nicht gültig</translation>
    </message>
    <message>
        <source>The data could not be understood</source>
        <translation>Die Daten waren nicht zu verstehen</translation>
    </message>
    <message>
        <source>There was no answer in time</source>
        <translation>Es kam keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Something went wrong inside the program</source>
        <translation>Im Programm ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>Try another codec type or pixel format; the log has the encoder&apos;s own words.</source>
        <translation>Einen anderen Codec-Typ oder ein anderes Pixelformat versuchen; das Protokoll hat die Worte des Encoders.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
</context>
<context>
    <name>reelout::explainRule</name>
    <message>
        <source>%1 or %2</source>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>%1 is on</source>
        <translation>%1 an ist</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1 %2 ist</translation>
    </message>
    <message>
        <source>%1 is not %2</source>
        <translation>%1 nicht %2 ist</translation>
    </message>
    <message>
        <source>%1 is set</source>
        <translation>%1 gesetzt ist</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>available when %1</source>
        <translation>verfügbar, wenn %1</translation>
    </message>
    <message>
        <source>, or when </source>
        <translation>, oder wenn </translation>
    </message>
    <message>
        <source>%1 is empty</source>
        <translation>%1 leer ist</translation>
    </message>
</context>
<context>
    <name>reelout::sound</name>
    <message>
        <source>The sound file library of this system can&apos;t write it.</source>
        <translation>Die Bibliothek für Tondateien dieses Systems kann das nicht schreiben.</translation>
    </message>
    <message>
        <source>There is no audio file type &quot;%1&quot;; there is %2</source>
        <translation>Es gibt keinen Audio-Dateityp „%1“; es gibt %2</translation>
    </message>
    <message>
        <source>Audio file type %1: %2 Usable: %3</source>
        <translation>Audio-Dateityp %1: %2 Verwendbar: %3</translation>
    </message>
    <message>
        <source>The extension .%1 does not fit the file type %2; it is .%3</source>
        <translation>Die Endung .%1 passt nicht zum Dateityp %2; sie ist .%3</translation>
    </message>
    <message>
        <source>%1 holds no codec &quot;%2&quot;; it holds %3</source>
        <translation>%1 nimmt keinen Codec „%2“ auf; es nimmt %3 auf</translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message>
        <source>%1 can&apos;t hold %2 channels at %3 Hz</source>
        <translation>%1 kann %2 Kanäle bei %3 Hz nicht aufnehmen</translation>
    </message>
    <message>
        <source>This type of file holds no metadata; it was left out.</source>
        <translation>Dieser Dateityp hat keine Metadaten; sie wurden weggelassen.</translation>
    </message>
    <message>
        <source>The file was full at 4 GiB; the recording goes on in %1.</source>
        <translation>Die Datei war bei 4 GiB voll; die Aufnahme geht in %1 weiter.</translation>
    </message>
    <message>
        <source>%1: this type of file ends at 4 GiB</source>
        <translation>%1: Dieser Dateityp endet bei 4 GiB</translation>
    </message>
    <message>
        <source>. Nothing playable was written, the file was removed.</source>
        <translation>. Es wurde nichts Abspielbares geschrieben, die Datei wurde entfernt.</translation>
    </message>
    <message>
        <source>. What was recorded until then plays.</source>
        <translation>. Was bis dahin aufgenommen wurde, läuft.</translation>
    </message>
    <message>
        <source>. What was recorded until then may play.</source>
        <translation>. Was bis dahin aufgenommen wurde, läuft vielleicht.</translation>
    </message>
    <message>
        <source>This type of file holds no markers; they are in the report only.</source>
        <translation>Dateien dieser Art haben keine Marken; sie stehen nur im Bericht.</translation>
    </message>
    <message>
        <source>The markers could not be written: %1</source>
        <translation>Die Marken konnten nicht geschrieben werden: %1</translation>
    </message>
</context>
</TS>
