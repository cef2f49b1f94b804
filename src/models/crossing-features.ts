import type { FeatureName } from '../features/registry'

/**
 * Features that cross categories themselves, such as a win rate at this distance: what one category says given another. A logit without them sees
 * each category for itself, and what rules add to it is what crossing is good for.
 */
export const CROSSING_FEATURES: readonly FeatureName[] = [
  'barrier.wideness', 'barrier.insideEdge', 'barrier.thirdImpact', 'barrier.thirdImpactOverField', 'barrier.thirdBeatenShare', 'barrier.groundImpact', 'barrier.layoutImpact', 'barrier.stallImpact', 'barrier.stallImpactOverField',
  'track.similarWinRate', 'track.similarPlaceRate', 'track.similarBeatenShare', 'track.wetEdge', 'track.groundEdge', 'track.insideImpact', 'track.winnersBarrier', 'track.frontImpact', 'track.wetnessFromLast',
  'class.overBestWon', 'class.overBestPlaced', 'class.runsAtOrAbove', 'class.prizePerStart', 'class.prizePerStartRank',
  'weight.perRating', 'weight.ratingLessWeight', 'weight.ratingLessWeightOverField', 'weight.overBestWon', 'weight.shareOfBody',
  'jockey.winRateAtVenue', 'jockey.winRateAtDistance', 'jockey.favouriteWinRate',
  'trainer.winRateAtVenue', 'trainer.winRateAtDistance', 'trainer.winRateAtStage', 'trainer.blinkersEdge',
  'speed.bestAtDistance', 'speed.atVenue3', 'speed.onGround3', 'speed.mean3AtWeight', 'speed.overClassPar',
  'sectionals.lateInSlow', 'sectionals.lateInFast',
  'style.bias', 'style.wideRisk', 'style.loneLeader', 'style.leadShare',
  'fitness.firstUpBeatenShare', 'fitness.freshBeatenShare', 'fitness.stageEdge', 'fitness.freshnessBeatenShare', 'fitness.runsFromPeak',
  'distance.winRate', 'distance.placeRate', 'distance.beatenShare', 'distance.edge', 'distance.longerBeatenShare', 'distance.shorterBeatenShare', 'distance.fromBestFigure', 'distance.fromWins',
  'venue.winRate', 'venue.placeRate', 'venue.edge', 'venue.courseEdge', 'venue.trackBeatenShare', 'venue.directionEdge', 'venue.surfaceEdge',
  'pedigree.sireAtDistance', 'pedigree.sireOnGround', 'pedigree.sireWetLessDry', 'pedigree.sireOnSurface', 'pedigree.sireAtDebut', 'pedigree.damSireAtDistance', 'pedigree.damSireOnGround',
  'gear.blinkersFirstTimeImpact', 'gear.blinkersEdge', 'gear.sameGearEdge',
  'chemistry.partnershipWinRate', 'chemistry.partnershipEdge', 'chemistry.partnershipBeatenShare', 'chemistry.partnershipImpact', 'chemistry.partnershipActualVsExpected', 'chemistry.stableJockey', 'chemistry.winRateTogether', 'chemistry.edgeTogether', 'chemistry.trainerAtVenue',
]
