// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bootstrap.h"
#include "app/cli_runner.h"
#include "app/encoder_trials.h"

#include <QCoreApplication>

int main(int argc, char* argv[])
{
    reelout::runEncoderTrialIfAsked(argc, argv);
    QCoreApplication application(argc, argv);
    reelout::prepareProgram(application);
    return reelout::runCli(application.arguments());
}
